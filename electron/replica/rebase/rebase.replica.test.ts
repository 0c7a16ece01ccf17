/**
 * The product's mutations on a real replica under random news, against a second database that replays everything:
 * whatever happens, the replica is the server's rows with the remaining pending mutations in order.
 */
import type { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { MutationRegistry } from '../../../shared/mutations/registered.ts';
import { MUTATIONS } from '../../../shared/mutations/registry/registry.ts';
import { createChangeLog } from '../store/change-log.ts';
import { sqlOver } from '../store/database.ts';
import { applyPending } from '../local/run-pending.ts';
import type { TestReplica } from '../testing/test-replica.ts';
import {
  ADMIN_SESSION,
  clientRow,
  leadRow,
  openSeed,
  openTestReplica,
  tableRows,
  testId,
  testMutation,
  textRow,
} from '../testing/test-replica.ts';
import type { LocalMutation, ServerChange } from '../types.ts';

let replica: TestReplica;
/** The central rows, in tables like the replica's. */
let server: PGlite;
let lsn = 1;

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

beforeAll(async () => {
  replica = await openTestReplica();
  server = await openSeed();
});
afterAll(async () => {
  await replica.close();
  await server.close();
});

const TABLES = ['clients', 'leads', 'notes', 'activity'] as const;
const context = { registry: MUTATIONS as MutationRegistry, session: () => ADMIN_SESSION };

/** Runs a mutation on the central rows; answers its changes as shapes would bring them. */
async function commit(mutation: LocalMutation): Promise<readonly ServerChange[]> {
  const log = createChangeLog();
  const sql = sqlOver(server);
  await sql.script('BEGIN');
  const applied = await applyPending(context, sql, mutation, log);
  await sql.script(applied.ok ? 'COMMIT' : 'ROLLBACK');
  if (!applied.ok) return [];
  await server.exec('DELETE FROM _shadow');
  const changes: ServerChange[] = [];
  for (const [table, rows] of log.result().tables) {
    if (rows === 'many') throw new Error('too many for this test');
    for (const { id, before, after } of rows.values()) {
      const row = (await textRow(server, table, id)) ?? {};
      changes.push({ table, id, op: after ? (before ? 'update' : 'insert') : 'delete', row });
    }
  }
  return changes;
}

/** The central rows with these mutations replayed. */
async function expected(pending: readonly LocalMutation[]): Promise<unknown> {
  const sql = sqlOver(server);
  await sql.script('BEGIN');
  for (const mutation of pending) {
    await sql.script('SAVEPOINT one');
    const applied = await applyPending(context, sql, mutation, createChangeLog());
    if (!applied.ok) await sql.script('ROLLBACK TO SAVEPOINT one');
    await sql.script('RELEASE SAVEPOINT one');
  }
  const rows = await everything(server);
  await sql.script('ROLLBACK');
  return rows;
}

async function everything(database: Pick<PGlite, 'query'>): Promise<unknown> {
  const rows: Record<string, unknown> = {};
  for (const table of TABLES) rows[table] = await tableRows(database, table);
  return rows;
}

async function startOver(): Promise<void> {
  await replica.local.restorePending([]);
  const seeds = [clientRow(1), ...[1, 2, 3].map((n) => leadRow(n))];
  for (const table of TABLES) await server.exec(`DELETE FROM ${table}`);
  const changes: ServerChange[] = [];
  for (const table of TABLES) {
    for (const row of await tableRows(replica.pglite, table)) {
      changes.push({ table, op: 'delete', id: String(row['id']), row: {} });
    }
  }
  for (const row of seeds) {
    const table = row['company_name'] ? 'clients' : 'leads';
    changes.push({ table, op: 'insert', id: row['id']!, row });
    const columns = Object.keys(row).filter((column) => row[column] !== null);
    await server.query(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, at) => `$${at + 1}::text::${columnType(table, columns[at]!)}`).join(', ')})`,
      columns.map((column) => row[column]),
    );
  }
  await news(changes, []);
}

const types = new Map<string, string>();
function columnType(table: string, column: string): string {
  return types.get(`${table}.${column}`) ?? 'text';
}
beforeAll(async () => {
  const { rows } = await server.query<{ t: string; c: string; type: string }>(
    `SELECT c.relname AS t, a.attname AS c, format_type(a.atttypid, a.atttypmod) AS type
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relname = ANY($1) AND a.attnum > 0`,
    [[...TABLES]],
  );
  for (const { t, c, type } of rows) types.set(`${t}.${c}`, type);
});

async function news(changes: readonly ServerChange[], arrived: readonly string[]): Promise<void> {
  lsn += 1;
  await replica.sync.applyCut({
    changes,
    arrived,
    lsn: String(lsn),
    asOf: null,
    positions: [{ table: 'leads', handle: 'h', offset: `${lsn}_0` }],
  });
}

const client = testId('client', 1);
const lead = fc.integer({ min: 1, max: 5 });
const key = fc.constantFrom('a@x.example', 'b@x.example', 'person2@firm2.example');
/** Name and arguments of a mutation; ids are few, so that mutations meet. */
const change = fc.oneof(
  fc.tuple(lead, fc.constantFrom('CEO', 'CTO', null)).map(([n, title]) => ({
    name: 'leads/update',
    args: { client_id: client, changes: [{ id: testId('lead', n), patch: { title } }] },
  })),
  fc.tuple(lead, key).map(([n, email]) => ({
    name: 'leads/update',
    args: { client_id: client, changes: [{ id: testId('lead', n), patch: { email, email_key: email } }] },
  })),
  fc.tuple(fc.integer({ min: 3, max: 6 }), key).map(([n, email]) => ({
    name: 'leads/create',
    args: { id: testId('lead', n), client_id: client, email, email_key: email },
  })),
  fc.uniqueArray(lead, { minLength: 1, maxLength: 2 }).map((ns) => ({
    name: 'leads/delete',
    args: { client_id: client, ids: ns.map((n) => testId('lead', n)) },
  })),
  fc.constantFrom('One', 'Two').map((company_name) => ({
    name: 'clients/update',
    args: { client_id: client, patch: { company_name } },
  })),
);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('local' as const), change }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('other' as const), change }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('arrive' as const), count: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reject' as const), which: fc.nat(9) }) },
);

test('the replica is the server’s rows with the remaining pending mutations in order', async () => {
  let seq = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
      await startOver();
      let pending: LocalMutation[] = [];
      for (const each of steps) {
        seq += 1;
        const at = new Date(Date.UTC(2026, 2, 1) + seq * 1000).toISOString();
        if (each.kind === 'local') {
          const mutation = testMutation(seq, each.change.name, each.change.args, at);
          const applied = await replica.local.applyLocal(mutation).catch(() => null);
          if (applied) pending.push(mutation);
        } else if (each.kind === 'other') {
          await news(await commit(testMutation(seq, each.change.name, each.change.args, at)), []);
        } else if (each.kind === 'arrive') {
          const arrived = pending.slice(0, each.count);
          pending = pending.slice(each.count);
          const changes: ServerChange[] = [];
          // The server's clock differs from the device's.
          for (const one of arrived) changes.push(...(await commit({ ...one, at })));
          await news(
            changes,
            arrived.map(({ id }) => id),
          );
        } else {
          const chosen = pending[each.which % Math.max(1, pending.length)];
          if (!chosen) continue;
          pending = pending.filter((one) => one !== chosen);
          await replica.local.settle([
            { id: chosen.id, seq: chosen.seq, outcome: 'rejected', reason: null, walLsn: '0' },
          ]);
        }
        expect(await everything(replica.pglite)).toEqual(await expected(pending));
      }
      await replica.local.dropLocal(pending.map(({ id }) => id));
      expect((await replica.pglite.query('SELECT FROM _shadow')).rows).toEqual([]);
    }),
    { numRuns: 25, interruptAfterTimeLimit: 40_000 },
  );
});
