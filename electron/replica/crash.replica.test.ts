/**
 * kill -9 at any moment. Rows, positions and pending changes are written in the same transactions, so what is found
 * afterwards is one moment of the past, and no acknowledged one is missing.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { openDataFolder } from './open/data-folder.ts';
import { releaseLock, takeLock } from './open/lock.ts';
import { openPglite } from './open/open-pglite.ts';
import { ensureSeed } from './open/seed.ts';
import { openTestReplica, testId } from './testing/test-replica.ts';

const VICTIM = resolve(import.meta.dirname, 'testing/crash-victim.ts');
const KILLS = 2;
const PATIENCE_MS = 180_000;

type Acknowledged = { cut: number; edit: number };

/** Runs the victim until it has acknowledged `steps` edits, then kills it a little later. */
async function runAndKill(
  directory: string,
  seed: string,
  first: number,
  steps: number,
): Promise<Acknowledged> {
  const victim = spawn(process.execPath, [VICTIM, directory, seed, String(first)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = new Promise((done) => victim.once('exit', done));
  const last: Acknowledged = { cut: first - 1, edit: first - 1 };
  for await (const line of createInterface({ input: victim.stdout })) {
    Object.assign(last, JSON.parse(line));
    if (last.edit >= first + steps) victim.kill('SIGKILL');
  }
  await gone;
  return last;
}

test(
  'rows and positions agree, and nothing acknowledged is lost',
  async () => {
    const directory = await mkdtemp(join(tmpdir(), 'replica crash '));
    const seed = await ensureSeed(resolve(import.meta.dirname, '../../.cache'));
    try {
      let next = 1;
      for (let kill = 0; kill < KILLS; kill += 1) {
        const acknowledged = await runAndKill(directory, seed, next, 4 + kill * 5);
        await takeLock(directory, 'examiner');
        const { pglite, rebuilt } = await openPglite(await openDataFolder(directory), seed);
        expect(rebuilt).toBeNull();
        const replica = await openTestReplica({ pglite });
        const state = await replica.sync.state();
        const reached = Number(state.lsn);
        expect(reached).toBeGreaterThanOrEqual(acknowledged.cut);
        expect(state.positions).toEqual([{ table: 'leads', handle: 'h', offset: `${reached}_0` }]);
        const { rows: leads } = await pglite.query<{ n: number; title: string | null }>(
          'SELECT employee_count AS n, title FROM leads ORDER BY employee_count',
        );
        expect(leads.map(({ n }) => n)).toEqual(Array.from({ length: reached }, (_, at) => at + 1));
        const { rows: commits } = await pglite.query('SELECT FROM commits');
        expect(commits).toHaveLength(reached);
        const edits = leads.filter(({ title }) => title !== null).map(({ n }) => n);
        const { rows: pending } = await pglite.query<{ seq: number }>(
          'SELECT seq FROM _pending ORDER BY seq',
        );
        expect(edits).toEqual(pending.map(({ seq }) => seq));
        if (acknowledged.edit % 3 !== 2) expect(edits).toContain(acknowledged.edit);
        const { rows: shadows } = await pglite.query(`SELECT FROM _shadow WHERE table_name = 'leads'`);
        expect(shadows).toHaveLength(edits.length);
        await replica.local.dropLocal([testId('mutation', reached)]);
        await replica.close();
        await releaseLock(directory, 'examiner');
        next = reached + 1;
      }
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  },
  PATIENCE_MS,
);
