import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { cut, insert, leadIn, setTitle, stock } from '../testing/stocked-replica.ts';
import type { TestReplica } from '../testing/test-replica.ts';
import {
  ADMIN_SESSION,
  clientRow,
  leadRow,
  openTestReplica,
  tableRows,
  testId,
  testMutation,
} from '../testing/test-replica.ts';

let replica: TestReplica;

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

beforeAll(async () => {
  replica = await openTestReplica();
});
afterAll(() => replica.close());
beforeEach(() => stock(replica));

const leadOf = (n: number) => leadIn(replica, n);

test('rows of clients that left the scope go, with pending changes to them', async () => {
  const gone = leadRow(50, { client_id: testId('client', 2), scope_client_id: testId('client', 2) });
  await replica.sync.applyCut(cut([insert('clients', clientRow(2)), insert('leads', gone)]));
  await replica.local.applyLocal(
    testMutation(1, 'leads/update', {
      client_id: testId('client', 2),
      changes: [{ id: testId('lead', 50), patch: { title: 'gone' } }],
    }),
  );
  await replica.local.applyLocal(setTitle(2, 1, 'stays'));
  await replica.sync.dropClients([testId('client', 1)]);
  expect(await leadOf(50)).toBeUndefined();
  expect(await leadOf(1)).toMatchObject({ title: 'stays' });
  expect((await tableRows(replica.pglite, 'clients')).map((row) => row['id'])).toEqual([testId('client', 1)]);
});

test('a row that was deleted here does not come back when its client leaves the scope', async () => {
  const gone = leadRow(51, { client_id: testId('client', 2), scope_client_id: testId('client', 2) });
  const entry = {
    id: testId('suppression', 1),
    scope_client_id: testId('client', 2),
    kind: 'email',
    value_hmac: 'ab'.repeat(32),
  };
  await replica.sync.applyCut(
    cut([insert('clients', clientRow(2)), insert('leads', gone), insert('suppressions', entry)]),
  );
  await replica.local.applyLocal(
    testMutation(1, 'suppressions/remove', { client_id: testId('client', 2), ids: [entry.id] }),
  );
  expect(await tableRows(replica.pglite, 'suppressions')).toEqual([]);
  const keep = [testId('client', 1)];
  await replica.setSession({
    ...ADMIN_SESSION,
    actor: { userId: ADMIN_SESSION.actor.userId, role: 'account_manager', clientIds: keep },
  });
  await replica.sync.dropClients(keep);
  await replica.setSession(ADMIN_SESSION);
  expect(await tableRows(replica.pglite, 'suppressions')).toEqual([]);
  const known = await replica.pglite.query('SELECT table_name, row FROM _shadow WHERE row IS NOT NULL');
  expect(known.rows).toEqual([]);
});

test('rows of the whole agency stay with whoever looks after no client any more', async () => {
  const entry = {
    id: testId('suppression', 2),
    scope_client_id: null,
    kind: 'domain',
    value_hmac: 'cd'.repeat(32),
  };
  await replica.sync.applyCut(cut([insert('suppressions', entry)]));
  await replica.sync.dropClients([]);
  expect((await tableRows(replica.pglite, 'suppressions')).map((row) => row['id'])).toEqual([entry.id]);
  expect(await tableRows(replica.pglite, 'clients')).toEqual([]);
});

test('once rows have left, the replica is of no scope until a load is shown', async () => {
  const staged = await replica.sync.beginLoad([]);
  await staged.finish({ cut: cut([]), scope: 'both', epoch: 'first' });
  expect(await replica.sync.state()).toMatchObject({ scope: 'both', complete: true });
  await replica.sync.dropClients([testId('client', 1)]);
  expect(await replica.sync.state()).toMatchObject({ scope: null, complete: true });
  expect((await replica.pglite.query('SELECT scope FROM _meta')).rows).toEqual([{ scope: null }]);
});
