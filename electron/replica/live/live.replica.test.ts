import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { LiveEvent, LiveRow } from '../../../shared/contracts/desktop/live.ts';
import type { ListView } from '../../../shared/domain/list-view/list-view.ts';
import { EMPTY_LIST_VIEW } from '../../../shared/domain/list-view/list-view.ts';
import type { TestReplica } from '../testing/test-replica.ts';
import {
  clientRow,
  leadRow,
  openTestReplica,
  tableRows,
  testId,
  testMutation,
} from '../testing/test-replica.ts';
import type { ServerChange, TextRow } from '../types.ts';
import type { LiveHandle } from './hub.ts';

let replica: TestReplica;
let lsn = 1;
let seq = 0;
const LEADS = 40;

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

beforeAll(async () => {
  replica = await openTestReplica();
});
afterAll(() => replica.close());
beforeEach(async () => {
  await replica.local.restorePending([]);
  const present = await tableRows(replica.pglite, 'leads');
  await news([
    ...present.map((row) => remove(Number.parseInt(String(row['id']).slice(-12), 16))),
    { table: 'clients', op: 'insert', id: testId('client', 1), row: clientRow(1) },
    ...Array.from({ length: LEADS }, (_, n) => insert(n + 1)),
  ]);
});

const insert = (n: number, over: TextRow = {}): ServerChange => ({
  table: 'leads',
  op: 'insert',
  id: testId('lead', n),
  row: leadRow(n, over),
});
const patch = (n: number, row: TextRow): ServerChange => ({
  table: 'leads',
  op: 'update',
  id: testId('lead', n),
  row,
});
const remove = (n: number): ServerChange => ({
  table: 'leads',
  op: 'delete',
  id: testId('lead', n),
  row: {},
});

async function news(changes: readonly ServerChange[]): Promise<void> {
  lsn += 1;
  await replica.sync.applyCut({
    changes,
    positions: [{ table: 'leads', handle: 'h', offset: `${lsn}_0` }],
    arrived: [],
    lsn: String(lsn),
    asOf: '2026-03-01T00:00:00.000Z',
  });
}
const edit = (n: number, fields: Readonly<Record<string, unknown>>) =>
  replica.local.applyLocal(
    testMutation((seq += 1), 'leads/update', {
      client_id: testId('client', 1),
      changes: [{ id: testId('lead', n), patch: fields }],
    }),
  );

/** A consumer as the window is: keeps rows, follows events. */
function consume(view: Partial<ListView>, offset = 0, limit = 10, taking = () => true) {
  const events: LiveEvent[] = [];
  const state = { total: -1, offset: -1, order: [] as string[], rows: new Map<string, LiveRow>() };
  const handle: LiveHandle = replica.live.watch(
    { query: 'leads.list', args: { view: { ...EMPTY_LIST_VIEW, ...view } }, window: { offset, limit } },
    {
      ready: taking,
      push: (event) => {
        events.push(event);
        if (event.kind === 'failed') return;
        const rows = event.kind === 'snapshot' ? event.rows : event.upserts;
        const order = event.kind === 'snapshot' ? rows.map((row) => row.key) : event.order;
        const known = event.kind === 'snapshot' ? new Map<string, LiveRow>() : state.rows;
        for (const row of rows) known.set(row.key, row);
        Object.assign(state, { total: event.total, offset: event.offset, order, rows: known });
      },
    },
  );
  return {
    events,
    handle,
    names: () => state.order.map((key) => state.rows.get(key)?.row['last_name']),
    row: (n: number) => state.rows.get(testId('lead', n)),
    state,
  };
}

test('a first window, then only what changed', async () => {
  const view = consume({ sort: [{ field: 'last_name', direction: 'asc' }] }, 0, 3);
  await replica.live.settled();
  expect(view.events).toHaveLength(1);
  expect(view.events[0]).toMatchObject({
    kind: 'snapshot',
    total: LEADS,
    offset: 0,
    asOf: '2026-03-01T00:00:00.000Z',
  });
  expect(view.names()).toEqual(['Last1', 'Last10', 'Last11']);
  await news([patch(10, { title: 'CEO' }), patch(39, { title: 'not in the window' })]);
  await replica.live.settled();
  expect(view.events).toHaveLength(2);
  expect(view.events[1]).toMatchObject({
    kind: 'diff',
    total: LEADS,
    upserts: [{ key: testId('lead', 10), row: { title: 'CEO' } }],
  });
});

test('rows enter, leave and move where the order says, without a fresh snapshot', async () => {
  const view = consume({ sort: [{ field: 'last_name', direction: 'asc' }] }, 0, 3);
  await replica.live.settled();
  await news([insert(99, { last_name: 'aaron' }), patch(1, { last_name: 'Zoe' }), remove(10)]);
  await replica.live.settled();
  expect(view.names()).toEqual(['aaron', 'Last11', 'Last12']);
  expect(view.state.total).toBe(LEADS);
  expect(view.events.map((event) => event.kind)).toEqual(['snapshot', 'diff']);
});

test('a window moves over an exact order; its rows are told once', async () => {
  const view = consume({ sort: [{ field: 'employee_count', direction: 'desc' }] }, 0, 4);
  await replica.live.settled();
  view.handle.move({ offset: 2, limit: 4 });
  await replica.live.settled();
  expect(view.names()).toEqual(['Last38', 'Last37', 'Last36', 'Last35']);
  const moved = view.events.at(-1);
  expect(moved?.kind === 'diff' && moved.upserts.map((row) => row.row['last_name'])).toEqual([
    'Last36',
    'Last35',
  ]);
  view.handle.move({ offset: 500, limit: 4 });
  await replica.live.settled();
  expect(view.state).toMatchObject({ total: LEADS, offset: 500, order: [] });
});

test('the badge follows a change from saved to sent to arrived, and to rejected', async () => {
  const view = consume({ sort: [{ field: 'employee_count', direction: 'asc' }] });
  await replica.live.settled();
  await edit(1, { title: 'CEO' });
  await replica.live.settled();
  expect(view.row(1)).toMatchObject({ sync: 'saved_here', row: { title: 'CEO' } });
  const id = testId('mutation', seq);
  await replica.local.markSent([id]);
  await replica.live.settled();
  expect(view.row(1)?.sync).toBe('waiting');
  await replica.local.settle([
    { id, seq, outcome: 'rejected', reason: { code: 'forbidden', hint: 'No.' }, walLsn: '0' },
  ]);
  await replica.live.settled();
  expect(view.row(1)).toMatchObject({ sync: 'rejected', row: { title: null } });
  await replica.local.dropLocal([id]);
  await replica.live.settled();
  expect(view.row(1)?.sync).toBe('synced');
  const conflict = {
    id: testId('conflict', 1),
    mutation_id: id,
    table_name: 'leads',
    row_id: testId('lead', 1),
    field: 'title',
    status: 'open',
  };
  await news([{ table: 'conflicts', op: 'insert', id: conflict.id, row: conflict }]);
  await replica.live.settled();
  expect(view.row(1)?.sync).toBe('conflict');
  await news([{ table: 'conflicts', op: 'update', id: conflict.id, row: { status: 'resolved' } }]);
  await replica.live.settled();
  expect(view.row(1)?.sync).toBe('synced');
});

test('a change that a list does not read, or of a row it does not have, tells nothing', async () => {
  const view = consume({ filters: [{ field: 'status', op: 'is', values: ['contacted'] }] });
  await replica.live.settled();
  await news([patch(3, { city: 'Oslo' })]);
  await edit(4, { city: 'Oslo' });
  await replica.live.settled();
  expect(view.events).toHaveLength(1);
  await edit(4, { status: 'contacted' });
  await replica.live.settled();
  expect(view.state.total).toBe(1);
});

test('a slow consumer gets one fresh snapshot instead of a queue', async () => {
  let ready = true;
  const view = consume({ sort: [{ field: 'employee_count', direction: 'asc' }] }, 0, 10, () => ready);
  await replica.live.settled();
  ready = false;
  for (const title of ['a', 'b', 'c']) {
    await news([patch(1, { title })]);
    await replica.live.settled();
  }
  expect(view.events).toHaveLength(1);
  ready = true;
  view.handle.resume();
  await replica.live.settled();
  expect(view.events.map((event) => event.kind)).toEqual(['snapshot', 'snapshot']);
  expect(view.row(1)?.row['title']).toBe('c');
});

test('equal subscriptions share one query; the last to leave ends it', async () => {
  const [one, two] = [consume({ search: 'Last3' }), consume({ search: 'Last3' }, 2, 1)];
  await replica.live.settled();
  expect([one.state.total, two.state.total]).toEqual([11, 11]);
  one.handle.close();
  await news([patch(3, { last_name: 'Other' })]);
  await replica.live.settled();
  expect([one.state.total, two.state.total]).toEqual([11, 10]);
  two.handle.close();
});

test('select all is every key in the list’s order, and a read is every row', async () => {
  const view = { ...EMPTY_LIST_VIEW, sort: [{ field: 'employee_count', direction: 'desc' as const }] };
  const keys = await replica.live.keys('leads.list', { view });
  expect(keys).toHaveLength(LEADS);
  expect(keys.slice(0, 2)).toEqual([testId('lead', 40), testId('lead', 39)]);
  const rows = await replica.live.read('leads.list', { view });
  expect(rows.map((row) => row['key'])).toEqual(keys);
  expect(rows[0]).toMatchObject({
    created_at: '2026-01-01T00:00:00.040Z',
    client_name: 'Client 1',
    labels: expect.any(Array),
  });
});

test('a detail follows its own row and the people who look after it, and no other row', async () => {
  const events: LiveEvent[] = [];
  const handle = replica.live.watch(
    { query: 'clients.detail', args: { id: testId('client', 1) } },
    { ready: () => true, push: (event) => events.push(event) },
  );
  await news([{ table: 'clients', op: 'insert', id: testId('client', 2), row: clientRow(2) }]);
  await replica.live.settled();
  expect(events).toHaveLength(1);
  const user = { id: testId('user', 1), name: 'Ada', email: 'ada@x.example', role: 'admin' };
  const assigned = { id: testId('assignment', 1), client_id: testId('client', 1), user_id: user.id };
  await news([
    { table: 'users', op: 'insert', id: user.id, row: user },
    { table: 'client_assignments', op: 'insert', id: assigned.id, row: assigned },
  ]);
  await replica.live.settled();
  expect(events.at(-1)).toMatchObject({ kind: 'diff', upserts: [{ row: { managers: [{ name: 'Ada' }] } }] });
  handle.close();
});

const text = fc.constantFrom('alpha', 'Beta', 'beta', 'ß', 'Ärger', '😀', '', null);
const count = fc.constantFrom('1', '2', '3', null);
const columns = fc.record({
  last_name: text,
  company: text,
  city: text,
  employee_count: count,
  labels: fc.constantFrom('{}', '{a}', '{a,b}', null),
});
const filter: fc.Arbitrary<ListView['filters'][number]> = fc.oneof(
  fc.record({
    field: fc.constantFrom('last_name', 'city'),
    op: fc.constantFrom('is' as const, 'is_not' as const),
    values: fc.constantFrom<string[]>(['alpha'], ['beta', 'ß']),
  }),
  fc.record({
    field: fc.constantFrom('company', 'labels'),
    op: fc.constantFrom('contains' as const, 'not_contains' as const, 'starts_with' as const),
    value: fc.constantFrom('a', 'B', '%'),
  }),
  fc.record({
    field: fc.constantFrom('city', 'labels', 'employee_count'),
    op: fc.constantFrom('empty' as const, 'not_empty' as const),
  }),
  fc.record({
    field: fc.constant('employee_count'),
    op: fc.constant('between' as const),
    from: fc.constantFrom(1, 2, null),
    to: fc.constantFrom(2, 3, null),
  }),
  fc.record({
    field: fc.constant('labels'),
    op: fc.constant('is' as const),
    values: fc.constant<string[]>(['a']),
  }),
);
const listView: fc.Arbitrary<ListView> = fc.record({
  filters: fc.array(filter, { maxLength: 2 }),
  sort: fc.uniqueArray(
    fc.record({
      field: fc.constantFrom('last_name', 'company', 'employee_count', 'labels', 'created_at', 'client_name'),
      direction: fc.constantFrom('asc' as const, 'desc' as const),
    }),
    { maxLength: 2, selector: (sort) => sort.field },
  ),
  search: fc.constantFrom('', '', 'et', 'a b'),
});
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(fc.integer({ min: 1, max: LEADS + 5 }), columns).map(([n, row]) => [insert(n, row)]),
  },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: LEADS }).map((n) => [remove(n)]) },
  { weight: 1, arbitrary: columns.map((row) => Array.from({ length: 30 }, (_, n) => patch(n + 1, row))) },
  {
    weight: 1,
    arbitrary: text.map((name) => [
      {
        table: 'clients' as const,
        op: 'update' as const,
        id: testId('client', 1),
        row: { company_name: name },
      },
    ]),
  },
);

test('after any changes a window shows what a fresh query would', async () => {
  await fc.assert(
    fc.asyncProperty(listView, fc.nat(20), fc.array(step, { maxLength: 6 }), async (view, offset, steps) => {
      const live = consume(view, offset, 12);
      await replica.live.settled();
      for (const changes of steps) {
        await news(changes);
        await replica.live.settled();
        const rows = await replica.live.read('leads.list', { view });
        const shown = rows.slice(offset, offset + 12);
        expect(live.state.total).toBe(rows.length);
        expect(live.state.order).toEqual(shown.map((row) => row['key']));
        expect(live.state.order.map((key) => live.state.rows.get(key)?.row)).toEqual(
          shown.map(({ key: _key, ...row }) => row),
        );
      }
      live.handle.close();
    }),
    { numRuns: 60, interruptAfterTimeLimit: 30_000 },
  );
});
