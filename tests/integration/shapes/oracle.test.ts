/**
 * The property of the service: whatever was written, however the client asks, whenever the service restarts or forgets
 * its old log, a client that has caught up holds exactly the rows that Postgres selects; and it is never told to insert
 * a row it has, or to change one it has not.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catchUpTo, createRawClient, type RawClient } from './raw-client.ts';
import { startServiceUnderTest, type ServiceUnderTest } from './service-under-test.ts';

const FILTERS: readonly (string | undefined)[] = [
  undefined,
  'k in (1, 2) or k is null',
  "lower(s) = 'a' or k > 3",
  'f and not (k = 2)',
];

type Statement =
  | {
      readonly kind: 'put';
      readonly id: number;
      readonly k: number | null;
      readonly s: string;
      readonly f: boolean | null;
    }
  | { readonly kind: 'set'; readonly id: number; readonly k: number | null }
  | { readonly kind: 'move'; readonly id: number; readonly to: number }
  | { readonly kind: 'remove'; readonly id: number };

type Step =
  | {
      readonly kind: 'transaction';
      readonly statements: readonly Statement[];
      readonly isRolledBack: boolean;
    }
  | { readonly kind: 'read'; readonly client: number; readonly isLive: boolean }
  | { readonly kind: 'join'; readonly filter: number }
  | { readonly kind: 'restart' }
  | { readonly kind: 'prune' }
  | { readonly kind: 'truncate' };

const id = fc.integer({ min: 1, max: 6 });
const k = fc.option(fc.integer({ min: 0, max: 5 }), { nil: null });
const statement: fc.Arbitrary<Statement> = fc.oneof(
  fc.record({
    kind: fc.constant('put' as const),
    id,
    k,
    s: fc.constantFrom('a', 'A', 'b'),
    f: fc.option(fc.boolean(), { nil: null }),
  }),
  fc.record({ kind: fc.constant('set' as const), id, k }),
  fc.record({ kind: fc.constant('move' as const), id, to: id }),
  fc.record({ kind: fc.constant('remove' as const), id }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant('transaction' as const),
      statements: fc.array(statement, { minLength: 1, maxLength: 6 }),
      isRolledBack: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('read' as const),
      client: fc.nat({ max: 7 }),
      isLive: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('join' as const), filter: fc.nat({ max: FILTERS.length - 1 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'prune' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'truncate' as const }) },
);

let subject: ServiceUnderTest;
beforeAll(async () => {
  subject = await startServiceUnderTest({
    longPollMs: 30,
    chunkBytes: 400,
    // Small on purpose: the tail forgets, transactions spill and the log is pruned all the time.
    tailBytes: 1_500,
    transactionBytes: 700,
    retention: { maxTransactions: 3 },
  });
});
afterAll(async () => {
  await subject.close();
});

function sqlOf(table: string, one: Statement): string {
  const text = (value: number | boolean | null): string => String(value);
  switch (one.kind) {
    case 'put':
      return `insert into ${table} values (${one.id}, ${text(one.k)}, '${one.s}', ${text(one.f)}) on conflict (id) do update set k = excluded.k, s = excluded.s, f = excluded.f`;
    case 'set':
      return `update ${table} set k = ${text(one.k)} where id = ${one.id}`;
    case 'move':
      return `update ${table} set id = ${one.to} where id = ${one.id} and not exists (select 1 from ${table} where id = ${one.to})`;
    case 'remove':
      return `delete from ${table} where id = ${one.id}`;
  }
}

type Member = { readonly filter: string | undefined; readonly client: RawClient };

async function run(table: string, steps: readonly Step[]): Promise<readonly Member[]> {
  const members: Member[] = [];
  const join = (filter: string | undefined): void => {
    const where = filter === undefined ? '' : `&where=${filter}`;
    members.push({ filter, client: createRawClient(subject.ask, `table=${table}${where}`) });
  };
  for (const filter of FILTERS) join(filter);
  for (const one of steps) {
    switch (one.kind) {
      case 'transaction': {
        const statements = one.statements.map((inner) => sqlOf(table, inner)).join('; ');
        await subject.sql(`begin; ${statements}; ${one.isRolledBack ? 'rollback' : 'commit'}`);
        break;
      }
      case 'read':
        await members[one.client % members.length]?.client.step(one.isLive);
        break;
      case 'join':
        join(FILTERS[one.filter]);
        break;
      case 'restart':
        await subject.restart();
        break;
      case 'prune':
        await subject.service().maintain();
        break;
      case 'truncate':
        await subject.sql(`truncate ${table}`);
        break;
    }
  }
  return members;
}

let tables = 0;
const runs = Number(process.env['SHAPES_RUNS'] ?? 25);

test('a client that has caught up holds what Postgres selects', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      tables += 1;
      const table = `oracle_${tables}`;
      await subject.sql(`create table ${table}(id int primary key, k int, s text, f bool)`);
      const members = await run(table, steps);
      const [now] = await subject.sql(
        `select pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::int8::text as lsn`,
      );
      for (const { filter, client } of members) {
        await catchUpTo(client, BigInt(String(now?.['lsn'])) - 1n);
        const expected = await subject.sql(
          `select id::text, k::text, s, f::text from ${table} where ${filter ?? 'true'} order by id`,
        );
        const rows = [...client.rows.values()].toSorted((a, b) => Number(a['id']) - Number(b['id']));
        expect(rows.map(withLongBooleans), filter ?? 'no filter').toEqual(expected);
      }
    }),
    {
      numRuns: runs,
      ...(process.env['SHAPES_SEED'] === undefined ? {} : { seed: Number(process.env['SHAPES_SEED']) }),
    },
  );
});

/** Snapshots say `true`, live changes say `t`. */
function withLongBooleans(
  row: Readonly<Record<string, string | null>>,
): Record<string, string | null | undefined> {
  const f = row['f'];
  return { ...row, f: f === 't' ? 'true' : f === 'f' ? 'false' : f };
}
