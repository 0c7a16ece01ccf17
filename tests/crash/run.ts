/**
 * `npm run crash -- --kills N`: two desktops, their replicas, a server and its database as real processes under load, one
 * of which dies by `kill -9` again and again. In the end: every acknowledged write is there, none twice, and all replicas
 * agree with the server.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Pool } from 'pg';
import { build } from '../../scripts/build.ts';
import { embeddedUrl } from '../support/embedded-database.ts';
import { setStage, type Program } from '../support/program.ts';
import { startCrashDesktop, type CrashDesktop, type Lead } from './desktop.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { killDatabase } from './parts.ts';
import { judgeReplica, judgeWrites } from './verdict.ts';

const PARTS = ['desktop a', 'desktop b', 'replica a', 'replica b', 'server', 'database'] as const;
type Part = (typeof PARTS)[number];

const DEMO_LEADS = 400;
/** Long enough for some work between two deaths, short enough that recoveries are interrupted too. */
const LONGEST_PEACE_MS = 2_500;
const QUIESCE_MS = 180_000;
const REPORT_EVERY = 10;

const { values } = parseArgs({ options: { kills: { type: 'string', default: '100' } } });
const kills = Number(values.kills);
if (!Number.isInteger(kills) || kills < 1) {
  process.stderr.write('usage: npm run crash -- --kills N   (N at least 1)\n');
  process.exit(64);
}

async function main(): Promise<number> {
  await build(false);
  const stage = await setStage();
  const serverData = join(stage.folder, 'server data');
  const ledger = createLedger();
  const counts = new Map<Part, number>(PARTS.map((part) => [part, 0]));
  const startedAt = Date.now();
  try {
    let server: Program = await stage.startServer({ leads: DEMO_LEADS });
    const { port } = new URL(server.address);
    const leads = await readLeads(await embeddedUrl(serverData));
    const desktops: Record<string, CrashDesktop> = {};
    for (const [index, name] of ['a', 'b'].entries()) {
      const own = leads.filter((_, at) => at % 2 === index);
      desktops[name] = await startCrashDesktop({
        stage,
        name,
        serverUrl: server.address,
        leads: own,
        ledger,
      });
    }
    for (let kill = 1; kill <= kills; kill += 1) {
      await delay(Math.random() * LONGEST_PEACE_MS);
      const part = PARTS[Math.floor(Math.random() * PARTS.length)] ?? 'server';
      counts.set(part, (counts.get(part) ?? 0) + 1);
      if (part === 'desktop a') await desktops['a']?.killAndRestart();
      if (part === 'desktop b') await desktops['b']?.killAndRestart();
      if (part === 'replica a') await desktops['a']?.killReplica();
      if (part === 'replica b') await desktops['b']?.killReplica();
      if (part === 'database') await killDatabase(serverData);
      if (part === 'server') {
        await server.kill();
        await delay(Math.random() * LONGEST_PEACE_MS);
        server = await stage.startServer({ port, leads: DEMO_LEADS });
      }
      if (kill % REPORT_EVERY === 0) report(kill, counts, ledger, startedAt);
    }
    return await judge(stage.folder, serverData, Object.values(desktops), ledger);
  } finally {
    await stage.dispose();
  }
}

async function judge(
  folder: string,
  serverData: string,
  desktops: readonly CrashDesktop[],
  ledger: Ledger,
): Promise<number> {
  for (const desktop of desktops) await desktop.pauseWriting();
  for (const desktop of desktops) await desktop.quiesce(QUIESCE_MS);
  // What the last one sent has to arrive at the first.
  for (const desktop of desktops) await desktop.quiesce(QUIESCE_MS);
  await delay(1_000);
  for (const desktop of desktops) await desktop.stop();
  const pool = new Pool({ connectionString: await embeddedUrl(serverData), max: 2 });
  try {
    const found = [...(await judgeWrites(pool, ledger))];
    for (const { name } of desktops) found.push(...(await judgeReplica(pool, name, join(folder, name))));
    for (const sentence of found.slice(0, 50)) process.stdout.write(`${sentence}\n`);
    process.stdout.write(
      `${kills} kills, ${ledger.acknowledged().length} acknowledged writes, ${found.length} violations\n`,
    );
    return found.length === 0 ? 0 : 1;
  } finally {
    await pool.end();
  }
}

function report(kill: number, counts: ReadonlyMap<Part, number>, ledger: Ledger, startedAt: number): void {
  const parts = [...counts].map(([part, count]) => `${part} ${count}`).join(', ');
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  process.stdout.write(
    `${kill} kills (${parts}), ${ledger.acknowledged().length} acknowledged writes, ${seconds} s\n`,
  );
}

async function readLeads(databaseUrl: string): Promise<readonly Lead[]> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  try {
    const { rows } = await pool.query<Lead>(
      `select id, client_id from leads where deleted_at is null and not archived order by id limit 120`,
    );
    return rows;
  } finally {
    await pool.end();
  }
}

process.exitCode = await main();
