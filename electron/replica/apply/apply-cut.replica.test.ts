import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { cut, insert, leadIn, passLog, setTitle, stock } from '../testing/stocked-replica.ts';
import type { TestReplica } from '../testing/test-replica.ts';
import {
  leadRow,
  openTestReplica,
  tableRows,
  testId,
  testMutation,
  textRow,
} from '../testing/test-replica.ts';
import type { ServerChange } from '../types.ts';

let replica: TestReplica;

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

beforeAll(async () => {
  replica = await openTestReplica();
});
afterAll(() => replica.close());

const leadOf = (n: number) => leadIn(replica, n);
const shadows = async () => (await replica.pglite.query('SELECT * FROM _shadow')).rows.length;

beforeEach(() => stock(replica));

test('values arrive as they are: arrays, JSON, booleans, instants, numbers', async () => {
  expect(await leadOf(2)).toMatchObject({
    employee_count: 2,
    custom: { tier: 'a, "b"' },
    labels: ['hot', 'with comma, and "quotes"'],
    verdict_provisional: true,
    archived: false,
    created_at: '2026-01-01T00:00:00.002+00:00',
    title: null,
  });
});

test('the same cut applied twice changes nothing more', async () => {
  const changes = [
    insert('leads', leadRow(4)),
    { table: 'leads', op: 'update', id: testId('lead', 1), row: { id: testId('lead', 1), title: 'CEO' } },
    { table: 'leads', op: 'delete', id: testId('lead', 2), row: { id: testId('lead', 2) } },
  ] satisfies ServerChange[];
  await replica.sync.applyCut(cut(changes));
  const once = await tableRows(replica.pglite, 'leads');
  await replica.sync.applyCut(cut(changes));
  expect(await tableRows(replica.pglite, 'leads')).toEqual(once);
  expect(once.map((row) => row['title'])).toEqual(['CEO', null, null]);
});

test('rows, positions and lsn are written together or not at all', async () => {
  const before = await replica.sync.state();
  const broken = cut([
    insert('leads', leadRow(9)),
    { table: 'leads', op: 'update', id: testId('lead', 1), row: { employee_count: 'many' } },
  ]);
  await expect(replica.sync.applyCut(broken)).rejects.toThrow();
  expect(await leadOf(9)).toBeUndefined();
  expect(await replica.sync.state()).toEqual(before);
  const repaired = { ...broken, changes: broken.changes.slice(0, 1) };
  await replica.sync.applyCut(repaired);
  expect(await leadOf(9)).toBeDefined();
  expect((await replica.sync.state()).positions).toEqual(broken.positions);
});

test('an arrived mutation is dropped, with what the server made of it', async () => {
  await replica.local.applyLocal(setTitle(1, 1, 'CTO'));
  expect(await leadOf(1)).toMatchObject({ title: 'CTO' });
  await replica.sync.applyCut(
    cut(
      [
        {
          table: 'leads',
          op: 'update',
          id: testId('lead', 1),
          row: { title: 'CTO', updated_at: '2026-03-01 10:00:05+00' },
        },
      ],
      { arrived: [testId('mutation', 1)] },
    ),
  );
  expect(await leadOf(1)).toMatchObject({ title: 'CTO', updated_at: '2026-03-01T10:00:05+00:00' });
  expect(await shadows()).toBe(0);
  expect(replica.events).toContainEqual({ kind: 'arrived', ids: [testId('mutation', 1)] });
});

test('news of a dirty row stays behind the pending change and shows beside it', async () => {
  await replica.local.applyLocal(setTitle(1, 1, 'CTO'));
  await replica.sync.applyCut(
    cut([{ table: 'leads', op: 'update', id: testId('lead', 1), row: { title: 'CEO', city: 'Gdynia' } }]),
  );
  expect(await leadOf(1)).toMatchObject({ title: 'CTO', city: 'Gdynia' });
  await replica.local.dropLocal([testId('mutation', 1)]);
  expect(await leadOf(1)).toMatchObject({ title: 'CEO', city: 'Gdynia' });
  expect(await shadows()).toBe(0);
});

test('a rejected mutation undoes itself and what depends on it, and only that', async () => {
  const client = testId('client', 1);
  const create = testMutation(1, 'leads/create', {
    id: testId('lead', 20),
    client_id: client,
    email: 'new@firm.example',
    email_key: 'new@firm.example',
  });
  await replica.local.applyLocal(create);
  await replica.local.applyLocal(setTitle(2, 20, 'depends on it'));
  await replica.local.applyLocal(setTitle(3, 3, 'does not'));
  await replica.local.settle([
    { id: create.id, seq: 1, outcome: 'rejected', reason: { code: 'forbidden', hint: 'No.' }, walLsn: '0' },
  ]);
  expect(await leadOf(20)).toBeUndefined();
  expect(await leadOf(3)).toMatchObject({ title: 'does not' });
  const activity = await tableRows(replica.pglite, 'activity');
  expect(activity.map((row) => row['id'])).not.toContain(create.id);
  expect(activity.map((row) => row['id'])).toContain(testId('mutation', 3));
});

test('a mailbox that the server gave away refuses the pending lead; the server decides about it', async () => {
  const client = testId('client', 1);
  const key = 'same@firm.example';
  await replica.local.applyLocal(
    testMutation(1, 'leads/create', {
      id: testId('lead', 30),
      client_id: client,
      email: key,
      email_key: key,
    }),
  );
  await replica.sync.applyCut(cut([insert('leads', leadRow(31, { email: key, email_key: key }))]));
  expect(await leadOf(30)).toBeUndefined();
  expect(await leadOf(31)).toBeDefined();
  await replica.sync.applyCut(
    cut([{ table: 'leads', op: 'delete', id: testId('lead', 31), row: { id: testId('lead', 31) } }]),
  );
  expect(await leadOf(30)).toBeDefined();
});

test('an accepted mutation whose commit never shows is over once every table has passed it', async () => {
  await replica.local.applyLocal(setTitle(1, 1, 'CTO'));
  const walLsn = String(Number(passLog(0)) + 50);
  await replica.local.settle([
    { id: testId('mutation', 1), seq: 1, outcome: 'accepted', reason: null, walLsn },
  ]);
  await replica.sync.applyCut(cut([]));
  expect(replica.events.filter((event) => event.kind === 'arrived')).toEqual([]);
  passLog(60);
  await replica.sync.applyCut(cut([]));
  expect(replica.events).toContainEqual({ kind: 'arrived', ids: [testId('mutation', 1)] });
  expect(await shadows()).toBe(0);
});

test('an empty cut that moves nothing writes nothing', async () => {
  const state = await replica.sync.state();
  const size = async () =>
    (await replica.pglite.query<{ lsn: string }>('SELECT pg_current_wal_insert_lsn()::text AS lsn')).rows;
  const before = await size();
  const lsn = passLog(10);
  await replica.sync.applyCut({
    changes: [],
    positions: state.positions,
    arrived: [],
    lsn,
    asOf: null,
  });
  expect(await size()).toEqual(before);
  expect((await replica.sync.state()).lsn).toBe(lsn);
});

test('an edit is applied once, however often it is offered', async () => {
  const { changes, ...first } = await replica.local.applyLocal(setTitle(1, 1, 'CTO'));
  expect(changes).toHaveLength(1);
  const [again, third] = await Promise.all([
    replica.local.applyLocal(setTitle(1, 1, 'CTO')),
    replica.local.applyLocal(setTitle(1, 1, 'CTO')),
  ]);
  expect(again).toEqual(first);
  expect(third).toEqual(first);
  expect(await tableRows(replica.pglite, 'activity')).toHaveLength(1);
});

test('a refused edit leaves nothing behind', async () => {
  const before = await tableRows(replica.pglite, 'leads');
  const taken = testMutation(1, 'leads/create', {
    id: testId('lead', 40),
    client_id: testId('client', 1),
    email: 'person1@firm1.example',
    email_key: 'person1@firm1.example',
  });
  await expect(replica.local.applyLocal(taken)).rejects.toMatchObject({ code: 'already_exists' });
  expect(await tableRows(replica.pglite, 'leads')).toEqual(before);
  expect(await shadows()).toBe(0);
});

test('what the outbox holds is what is pending, in its order', async () => {
  await replica.local.applyLocal(setTitle(1, 1, 'one'));
  await replica.local.applyLocal(setTitle(2, 2, 'two'));
  const refused = await replica.local.restorePending([
    { ...setTitle(2, 2, 'two'), seq: 7 },
    setTitle(8, 3, 'eight'),
    testMutation(9, 'leads/create', {
      id: testId('lead', 60),
      client_id: testId('client', 1),
      email: 'person1@firm1.example',
      email_key: 'person1@firm1.example',
    }),
  ]);
  expect(refused).toEqual([{ seq: 9, error: expect.objectContaining({ code: 'already_exists' }) }]);
  expect(await leadOf(1)).toMatchObject({ title: null });
  expect(await leadOf(2)).toMatchObject({ title: 'two' });
  expect(await leadOf(3)).toMatchObject({ title: 'eight' });
});

test('a mutation whose commit is here already is told as arrived, not applied again', async () => {
  const commit = {
    id: testId('mutation', 1),
    xid: '77',
    tables: '{leads}',
    at: '2026-03-01 10:00:00+00',
  };
  await replica.sync.applyCut(cut([insert('commits', commit)]));
  await replica.local.restorePending([setTitle(1, 1, 'CTO')]);
  expect(await leadOf(1)).toMatchObject({ title: null });
  expect(replica.events).toContainEqual({ kind: 'arrived', ids: [testId('mutation', 1)] });
  expect(await textRow(replica.pglite, 'commits', testId('mutation', 1))).toMatchObject({ xid: '77' });
});
