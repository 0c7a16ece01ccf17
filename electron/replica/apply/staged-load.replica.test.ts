import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createMissingIndexes } from '../maintenance/missing-indexes.ts';
import type { TestReplica } from '../testing/test-replica.ts';
import {
  clientRow,
  leadRow,
  openSeed,
  openTestReplica,
  tableRows,
  testId,
  testMutation,
} from '../testing/test-replica.ts';
import type { Cut, StagedLoad } from '../types.ts';

let replica: TestReplica;

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

beforeAll(async () => {
  replica = await openTestReplica();
});
afterAll(() => replica.close());

const emptyCut = (lsn: string, over: Partial<Cut> = {}): Cut => ({
  changes: [],
  positions: [
    { table: 'leads', handle: 'h2', offset: '0_0' },
    { table: 'clients', handle: 'c2', offset: '0_0' },
  ],
  arrived: [],
  lsn,
  asOf: '2026-03-01T00:00:00.000Z',
  ...over,
});
const finish = (load: StagedLoad, cut: Cut) => load.finish({ cut, scope: 'all', epoch: 'e1' });
const ids = async () => (await tableRows(replica.pglite, 'leads')).map((row) => row['id']);
const titles = async () => (await tableRows(replica.pglite, 'leads')).map((row) => row['title']);
const setTitle = (seq: number, n: number, title: string) =>
  testMutation(seq, 'leads/update', {
    client_id: testId('client', 1),
    changes: [{ id: testId('lead', n), patch: { title } }],
  });
const someLeads = (from: number, to: number, over = {}) =>
  Array.from({ length: to - from + 1 }, (_, at) => leadRow(from + at, over));

let lsn = 100;
/** Five leads of one client, and nothing pending. */
async function firstLoad(): Promise<void> {
  await replica.local.restorePending([]);
  replica.events.length = 0;
  const load = await replica.sync.beginLoad(['clients', 'leads', 'commits', 'activity']);
  await load.stage('clients', [clientRow(1)]);
  await load.stage('leads', someLeads(1, 5));
  await finish(load, emptyCut(String((lsn += 1))));
}

test('nothing shows before the load is whole, then everything with its state', async () => {
  const load = await replica.sync.beginLoad(['clients', 'leads']);
  await load.stage('leads', someLeads(1, 1200));
  await load.stage('leads', someLeads(1201, 2500));
  await load.stage('clients', [clientRow(1)]);
  expect(await ids()).toEqual([]);
  expect((await replica.sync.state()).complete).toBe(false);
  const late = emptyCut('20', {
    changes: [{ table: 'leads', op: 'update', id: testId('lead', 7), row: { title: 'since the snapshot' } }],
  });
  await finish(load, late);
  expect(await ids()).toHaveLength(2500);
  expect((await titles())[6]).toBe('since the snapshot');
  expect(await replica.sync.state()).toMatchObject({
    complete: true,
    lsn: '20',
    scope: 'all',
    epoch: 'e1',
    positions: late.positions,
  });
});

const indexesOf = async (pglite: Pick<TestReplica['pglite'], 'query'>) => {
  const { rows } = await pglite.query<{ indexname: string; indexdef: string }>(
    `SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'leads' AND indexname LIKE 'leads_device_%' ORDER BY 1`,
  );
  return rows;
};

test('whichever way a table was loaded, it ends up with the indexes it began with', async () => {
  const seed = await openSeed();
  const wanted = await indexesOf(seed);
  expect(wanted.length).toBeGreaterThan(5);
  expect(await indexesOf(replica.pglite)).toEqual(wanted);
  let asked = 0;
  const quick = await openTestReplica({ pglite: seed, indexLater: () => (asked += 1) });
  for (const upTo of ['1', '2']) {
    const load = await quick.sync.beginLoad(['leads']);
    await load.stage('leads', someLeads(1, 5));
    await finish(load, emptyCut(upTo));
    // Only the first load is awaited.
    expect(await indexesOf(seed)).toEqual(upTo === '1' ? [] : wanted);
    if (upTo === '1') expect(await createMissingIndexes(quick.database)).toBe(wanted.length);
    expect(await indexesOf(seed)).toEqual(wanted);
  }
  expect(asked).toBe(1);
  expect(await createMissingIndexes(quick.database)).toBe(0);
  await quick.close();
});

test('rows that are pending before the first load find their indexes when it is shown', async () => {
  const seed = await openSeed();
  const wanted = await indexesOf(seed);
  const edited = await openTestReplica({ pglite: seed, indexLater: () => {} });
  const load = await edited.sync.beginLoad(['leads']);
  await load.stage('leads', someLeads(1, 5));
  await edited.local.restorePending([setTitle(1, 1, 'mine')]);
  await finish(load, emptyCut('1'));
  expect(await indexesOf(seed)).toEqual(wanted);
  await edited.close();
});

test('indexes that a process did not come to make are made by the next', async () => {
  await replica.pglite.exec('DROP INDEX leads_device_0, leads_device_3, commits_device_0');
  expect(await createMissingIndexes(replica.database)).toBe(3);
  expect(await createMissingIndexes(replica.database)).toBe(0);
});

test('a refetch replaces rows behind the visible ones, and a page that came twice counts once', async () => {
  await firstLoad();
  const load = await replica.sync.beginLoad(['leads']);
  await load.stage('leads', someLeads(1, 9, { title: 'abandoned page' }));
  await load.restart('leads');
  await load.stage('leads', someLeads(4, 8, { title: 'fetched again' }));
  await load.stage('leads', someLeads(8, 8, { title: 'fetched again' }));
  expect(await ids()).toHaveLength(5);
  await finish(load, emptyCut(String((lsn += 1))));
  expect(await titles()).toEqual(Array.from({ length: 5 }, () => 'fetched again'));
  expect((await tableRows(replica.pglite, 'clients')).length).toBe(1);
});

test('pending changes lie over the loaded rows, and go where the row is gone', async () => {
  await firstLoad();
  await replica.local.applyLocal(setTitle(1, 1, 'mine'));
  await replica.local.applyLocal(setTitle(2, 2, 'mine too'));
  await replica.local.applyLocal(setTitle(3, 3, 'of a row that is gone'));
  const load = await replica.sync.beginLoad(['leads']);
  await load.stage('leads', [leadRow(1, { city: 'Oslo' }), leadRow(2), leadRow(4)]);
  await replica.local.applyLocal(setTitle(4, 4, 'made meanwhile'));
  await finish(load, emptyCut(String((lsn += 1))));
  expect(await titles()).toEqual(['mine', 'mine too', 'made meanwhile']);
  expect((await tableRows(replica.pglite, 'leads'))[0]).toMatchObject({ city: 'Oslo' });
  await replica.local.dropLocal([1, 2, 3, 4].map((seq) => testId('mutation', seq)));
  expect(await titles()).toEqual([null, null, null]);
  expect((await replica.pglite.query('SELECT FROM _shadow')).rows).toEqual([]);
});

test('a mutation whose commit came with the snapshot has arrived', async () => {
  await firstLoad();
  await replica.local.applyLocal(setTitle(1, 1, 'mine'));
  const load = await replica.sync.beginLoad(['leads', 'commits']);
  await load.stage('leads', [leadRow(1, { title: 'mine, as the server has it' })]);
  await load.stage('commits', [
    { id: testId('mutation', 1), xid: '7', tables: '{leads}', at: '2026-03-01 00:00:00+00' },
  ]);
  await finish(load, emptyCut(String((lsn += 1))));
  expect(await titles()).toEqual(['mine, as the server has it']);
  expect(replica.events).toContainEqual({ kind: 'arrived', ids: [testId('mutation', 1)] });
});

test('a pending lead whose mailbox the load brings gives way', async () => {
  await firstLoad();
  const key = 'taken@firm.example';
  await replica.local.applyLocal(
    testMutation(1, 'leads/create', {
      id: testId('lead', 70),
      client_id: testId('client', 1),
      email: key,
      email_key: key,
    }),
  );
  const load = await replica.sync.beginLoad(['leads']);
  await load.stage('leads', [leadRow(71, { email: key, email_key: key })]);
  await finish(load, emptyCut(String((lsn += 1))));
  expect(await ids()).toEqual([testId('lead', 71)]);
});

test('an abandoned load leaves nothing', async () => {
  await firstLoad();
  const load = await replica.sync.beginLoad(['leads']);
  await load.stage('leads', someLeads(1, 3, { title: 'never shown' }));
  await load.abandon();
  expect(await titles()).toEqual([null, null, null, null, null]);
  const left = await replica.pglite.query(
    `SELECT FROM pg_class WHERE relkind = 'r' AND relname LIKE '\\_stage%'`,
  );
  expect(left.rows).toEqual([]);
  await expect(finish(load, emptyCut(String((lsn += 1))))).rejects.toMatchObject({ code: 'bug' });
});
