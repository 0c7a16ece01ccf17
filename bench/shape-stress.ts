/**
 * The embedded shape service of a real server process with 200 desktops, each holding every table open, ten of them slow
 * readers: how long transactions of 10,000 rows take to reach all, what memory that costs the server, and what a restart
 * does. Baseline of the burst: the time in which one desktop alone receives it.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { signInResponseSchema } from '../shared/contracts/server/session.ts';
import { SYNCED_TABLE_NAMES } from '../shared/schema/registry.ts';
import { embeddedUrl } from '../tests/support/embedded-database.ts';
import { setStage, startProgram, type Program } from '../tests/support/program.ts';
import { figure, percentile } from './kit/figures.ts';
import type { Told } from './kit/shape-clients.ts';
import type { Bench, Figure } from './kit/types.ts';

const DESKTOPS = 200;
const SLOW = 10;
const LEADS = 20_000;
const BURST_ROWS = 10_000;
const BURSTS = 3;
const EMAIL = 'admin@demo.example.com';
const TABLE = 'leads';
/** Where a burst ends for those who read as fast as they can. */
const FAST = DESKTOPS - SLOW;

type Clients = {
  readonly process: ChildProcess;
  readonly statuses: () => Readonly<Record<string, number>>;
  /** Sends the order, runs `work`, and gives when each fast and each slow desktop had received so many rows. */
  readonly arrivals: (
    rows: number,
    work: () => Promise<unknown>,
  ) => Promise<{ readonly fast: readonly number[]; readonly slow: readonly number[] }>;
};

/** Sign-ins are limited by address, and all of these come from one machine. */
async function signIn(url: string, password: string, at: number): Promise<string> {
  const device = { id: randomUUID(), name: `Desktop ${at}`, platform: 'bench' };
  const response = await fetch(`${url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.0.${at >> 8}.${at & 255}` },
    body: JSON.stringify({ email: EMAIL, password, device }),
  });
  return signInResponseSchema.parse(await response.json()).token;
}

async function startClients(url: string, tokens: readonly string[], slow: number): Promise<Clients> {
  const child = fork(join(import.meta.dirname, 'kit', 'shape-clients.ts'));
  let statuses: Readonly<Record<string, number>> = {};
  const listeners = new Set<(told: Told) => void>();
  child.on('message', (told: Told) => {
    if (told.told === 'tally') ({ statuses } = told);
    for (const listener of listeners) listener(told);
  });
  const heard = <T>(take: (told: Told) => T | null): Promise<T> =>
    new Promise((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the desktops ended with ${code}`)));
      const listener = (told: Told): void => {
        const taken = take(told);
        if (taken === null) return;
        listeners.delete(listener);
        resolve(taken);
      };
      listeners.add(listener);
    });
  const held = heard((told) => (told.told === 'held' ? told.requests : null));
  child.send({ do: 'start', start: { url, tokens, tables: SYNCED_TABLE_NAMES, slow, counted: TABLE } });
  await held;
  return {
    process: child,
    statuses: () => statuses,
    arrivals: async (rows, work) => {
      const fast: number[] = [];
      const late: number[] = [];
      const all = heard((told) => {
        if (told.told === 'arrived') (told.isSlow ? late : fast).push(told.atMs);
        return fast.length + late.length === tokens.length ? true : null;
      });
      child.send({ do: 'expect', rows });
      const from = Date.now();
      await work();
      await all;
      return { fast: fast.map((at) => at - from), slow: late.map((at) => at - from) };
    },
  };
}

/** The server's database, which comes and goes with it. */
type Database = {
  readonly query: (text: string, values?: readonly unknown[]) => Promise<unknown>;
  readonly open: () => Promise<void>;
  readonly close: () => Promise<void>;
};

function databaseOf(data: string): Database {
  let client: Client | null = null;
  return {
    query: async (text, values = []) => client?.query(text, [...values]),
    open: async () => {
      client = new Client({ connectionString: await embeddedUrl(data) });
      await client.connect();
    },
    close: async () => {
      await client?.end();
      client = null;
    },
  };
}

async function burst(database: Database, word: string): Promise<void> {
  await database.query(
    `update leads set city = $1 where id in
       (select id from leads where deleted_at is null and not archived order by id limit ${BURST_ROWS})`,
    [word],
  );
}

/** Of the server's own process, without its database. */
async function memoryOf(pid: number): Promise<{ readonly now: number; readonly peak: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const field = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
  return { now: field('VmRSS'), peak: field('VmHWM') };
}

async function measureAlone(url: string, token: string, database: Database): Promise<number> {
  const one = await startClients(url, [token], 0);
  try {
    const { fast } = await one.arrivals(BURST_ROWS, () => burst(database, 'Alone'));
    return Math.max(...fast) / 1000;
  } finally {
    one.process.kill();
  }
}

async function measureBursts(clients: Clients, database: Database) {
  const single: number[] = [];
  const slow: number[] = [];
  for (let at = 0; at < BURSTS; at += 1) {
    const times = await clients.arrivals(BURST_ROWS, () => burst(database, `Burst ${at}`));
    single.push(...times.fast);
    slow.push(...times.slow);
  }
  const row = await clients.arrivals(BURST_ROWS * BURSTS, async () => {
    for (let at = 0; at < BURSTS; at += 1) await burst(database, `Row of bursts ${at}`);
  });
  return { single, slow, row: Math.max(...row.fast) };
}

/** Everybody holds again and has received what happened meanwhile. */
async function measureRestart(clients: Clients, database: Database, restart: () => Promise<void>) {
  const before = clients.statuses()['409'] ?? 0;
  const { fast } = await clients.arrivals(1, async () => {
    await restart();
    await database.query(
      `update leads set city = 'After' where id = (select min(id::text)::uuid from leads where not archived)`,
    );
  });
  return { ms: Math.max(...fast), resyncs: (clients.statuses()['409'] ?? 0) - before };
}

function refusedOf(statuses: Readonly<Record<string, number>>): number {
  return (statuses['429'] ?? 0) + (statuses['503'] ?? 0);
}

export const bench: Bench = {
  name: 'shape-stress',
  describe: `Embedded shape service: ${DESKTOPS} desktops hold all tables, bursts of 10,000 rows, slow readers, a restart`,
  run: async () => {
    const stage = await setStage();
    const data = join(stage.folder, 'server data');
    const start = (port: string): Promise<Program> =>
      startProgram(
        'sync-server/main.ts',
        ['--data', data, '--port', port, '--demo', '--demo-leads', String(LEADS)],
        { DATABASE_PORT: '0', TRUSTED_PROXIES: '1' },
        600_000,
      );
    let server = await start('0');
    const { origin: url, port } = new URL(server.address);
    const database = databaseOf(data);
    let clients: Clients | null = null;
    try {
      await database.open();
      const password = (await readFile(join(data, 'demo-password'), 'utf8')).trim();
      const tokens: string[] = [];
      for (let at = 0; at < DESKTOPS; at += 1) tokens.push(await signIn(url, password, at));
      const alone = await measureAlone(url, tokens[0] ?? '', database);
      const before = await memoryOf(server.pid);
      clients = await startClients(url, tokens, SLOW);
      const held = await memoryOf(server.pid);
      const bursts = await measureBursts(clients, database);
      const after = await memoryOf(server.pid);
      const refusedBefore = refusedOf(clients.statuses());
      const restarted = await measureRestart(clients, database, async () => {
        await database.close();
        await server.stop();
        server = await start(port);
        await database.open();
      });
      return {
        figures: figuresOf({ alone, before, held, bursts, after, refused: refusedBefore, restarted }),
      };
    } finally {
      clients?.process.kill();
      await database.close();
      await server.stop();
      await stage.dispose();
    }
  },
};

type Measured = {
  readonly alone: number;
  readonly before: { readonly now: number };
  readonly held: { readonly now: number };
  readonly after: { readonly now: number; readonly peak: number };
  readonly bursts: Awaited<ReturnType<typeof measureBursts>>;
  readonly refused: number;
  readonly restarted: { readonly ms: number; readonly resyncs: number };
};

function figuresOf(measured: Measured): readonly Figure[] {
  const { alone, before, held, after, bursts, refused, restarted } = measured;
  const polls = DESKTOPS * SYNCED_TABLE_NAMES.length;
  const baseline = { name: 'one desktop alone', value: alone };
  const seconds = (name: string, ms: number, note: string): Figure =>
    figure({ name, value: ms / 1000, unit: 's', better: 'lower', note });
  const megabytes = (name: string, value: number, note: string): Figure =>
    figure({ name, value, unit: 'MB', better: 'lower', note });
  return [
    figure({
      name: 'burst until the last fast desktop has it',
      value: Math.max(...bursts.single) / 1000,
      unit: 's',
      better: 'lower',
      baseline,
      note: `${BURST_ROWS} rows in one transaction to ${FAST} desktops, ${polls} requests held; the desktops share the machine`,
    }),
    seconds('burst until half of them have it', percentile(bursts.single, 50), 'the same bursts'),
    seconds('burst until the last slow desktop has it', Math.max(...bursts.slow), `${SLOW} read 256 KB/s`),
    seconds('bursts in a row until the last fast one has all', bursts.row, `${BURSTS} transactions`),
    megabytes('memory of the server, one desktop', before.now, 'its own process, without the database'),
    megabytes('memory of the server, all held', held.now, `${polls} requests`),
    megabytes('memory of the server, peak', after.peak, 'during the bursts, with slow readers'),
    figure({ name: 'requests refused', value: refused, unit: 'requests', better: 'lower', target: 0 }),
    seconds(
      'restart until all have the next change',
      restarted.ms,
      'stopping and starting, its database included',
    ),
    figure({
      name: 'fetches anew because of the restart',
      value: restarted.resyncs,
      unit: 'tables',
      better: 'lower',
      target: 0,
    }),
  ];
}
