/** Undo over a real replica and a real outbox: what goes back, what stays, and what is sent for it. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';

import type { UndoView } from '../../../shared/contracts/desktop/undo.ts';
import { MUTATIONS } from '../../../shared/mutations/registry/registry.ts';
import type { TestReplica } from '../../replica/testing/test-replica.ts';
import {
  ADMIN_SESSION,
  clientRow,
  leadRow,
  openTestReplica,
  tableRows,
  testId,
} from '../../replica/testing/test-replica.ts';
import type { ServerChange } from '../../replica/types.ts';
import type { Outbox } from '../../sync/outbox/outbox.ts';
import { openOutbox } from '../../sync/outbox/outbox.ts';
import { memoryFiles } from '../../sync/outbox/testing/memory-files.ts';
import { discardPending } from '../pending-list.ts';
import type { MutationParties } from '../run-mutation.ts';
import { runMutation } from '../run-mutation.ts';
import { rememberDiscarded } from './discard.ts';
import { KEPT_ACTIONS } from './history.ts';
import type { UndoDesk } from './undo-desk.ts';
import { openUndoDesk } from './undo-desk.ts';
import { nodeUndoFiles } from './undo-files.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const CLIENT = testId('client', 1);
const LEADS = 2_500;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

let replica: TestReplica;
let outbox: Outbox;
let desk: UndoDesk;
let view: UndoView;
let folder: string;
let lsn = 100;

beforeAll(async () => {
  replica = await openTestReplica();
});
afterAll(() => replica.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undo test '));
  outbox = await openOutbox({
    files: memoryFiles().files,
    deviceId: ADMIN_SESSION.deviceId,
    clock: { now: Date.now },
  });
  await replica.local.restorePending([]);
  await serverWrites([clientRow(1)], 'clients');
  await serverWrites(
    [1, 2, 3].map((n) => leadRow(n)),
    'leads',
  );
  desk = await openDesk();
});
afterEach(async () => {
  await desk.settled();
  await outbox.close();
  await rm(folder, { recursive: true, force: true });
});

async function openDesk(): Promise<UndoDesk> {
  const opened = openUndoDesk({
    files: nodeUndoFiles(folder),
    log,
    onChange: (next) => {
      view = next;
    },
  });
  await opened.settled();
  return opened;
}

/** Rows as the server has them now. */
async function serverWrites(
  rows: readonly ServerChange['row'][],
  table: 'leads' | 'clients',
  arrived: readonly string[] = [],
): Promise<void> {
  lsn += 1;
  const changes = rows.map((row): ServerChange => ({ table, op: 'insert', id: row['id'] ?? '', row }));
  const positions = [{ table, handle: 'h1', offset: `${lsn}_0` }] as const;
  await replica.sync.applyCut({ changes, positions, arrived, lsn: String(lsn), asOf: null });
}

function parties(): MutationParties {
  return {
    outbox,
    replica: { ...replica.local, read: replica.live.read },
    registry: MUTATIONS,
    actor: { kind: 'person', userId: ADMIN_SESSION.actor.userId, role: 'admin', clientIds: 'all' },
    clock: { now: Date.now },
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    kick: () => undefined,
    resync: () => undefined,
    remember: desk.remember,
  };
}

const edit = (ns: readonly number[], patch: object, expected = {}) => ({
  name: 'leads/update',
  args: { client_id: CLIENT, changes: ns.map((n) => ({ id: testId('lead', n), patch })) },
  expected,
});
const leadOf = async (n: number) =>
  (await tableRows(replica.pglite, 'leads')).find((row) => row['id'] === testId('lead', n));
const statuses = async () =>
  Map.groupBy(await tableRows(replica.pglite, 'leads'), (row) => String(row['status']));
const hintOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (cause: { hint: string }) => cause.hint,
  );

test('an edit that nobody has sent goes back with a change of its own that says what it saw', async () => {
  await runMutation(parties(), edit([1], { title: 'CTO' }));
  await runMutation(parties(), edit([1], { title: 'CEO' }));
  expect(await desk.takeBack(parties(), 'undo')).toMatchObject({ rows: 1, left: 0 });
  expect(await leadOf(1)).toMatchObject({ title: 'CTO' });
  const sent = await outbox.pendingMutations();
  expect(sent).toHaveLength(3);
  expect(sent[2]).toMatchObject({
    ...edit([1], { title: 'CTO' }),
    expected: { [testId('lead', 1)]: { title: 'CEO' } },
  });
});

test('an edit the server has taken goes back, too', async () => {
  const { mutationId } = await runMutation(parties(), edit([1], { title: 'CTO' }));
  await outbox.recordResults([{ id: mutationId, outcome: 'accepted', reason: null }], String(lsn));
  await serverWrites([leadRow(1, { title: 'CTO', city: 'Rome' })], 'leads', [mutationId]);
  await outbox.recordArrived([mutationId]);
  expect(await outbox.pendingMutations()).toEqual([]);
  await desk.takeBack(parties(), 'undo');
  expect(await leadOf(1)).toMatchObject({ title: null, city: 'Rome' });
  expect(await outbox.pendingMutations()).toHaveLength(1);
});

test('what was taken back is made again, until something new is done', async () => {
  await runMutation(parties(), { ...edit([1], { title: 'CTO' }), memory: { title: 'Title changed' } });
  await desk.settled();
  expect(view).toMatchObject({ undo: { title: 'Title changed', rows: 1 }, redo: null });
  await desk.takeBack(parties(), 'undo');
  expect(view).toMatchObject({ undo: null, redo: { title: 'Title changed' } });
  await desk.takeBack(parties(), 'redo');
  expect(await leadOf(1)).toMatchObject({ title: 'CTO' });
  expect(view).toMatchObject({ undo: { title: 'Title changed' }, redo: null });
  await desk.takeBack(parties(), 'undo');
  await runMutation(parties(), edit([2], { title: 'COO' }));
  await desk.settled();
  expect(view.redo).toBeNull();
});

test('a bulk edit of several mutations is one action', async () => {
  const group = crypto.randomUUID();
  const all = Array.from({ length: LEADS }, (_, n) => n + 1);
  await serverWrites(
    all.map((n) => leadRow(n)),
    'leads',
  );
  for (let from = 0; from < LEADS; from += 1_000) {
    const memory = { group, title: `Status of ${Math.min(LEADS, from + 1_000)} leads changed` };
    await runMutation(parties(), { ...edit(all.slice(from, from + 1_000), { status: 'ready' }), memory });
  }
  expect((await statuses()).get('ready')).toHaveLength(LEADS);
  await desk.settled();
  expect(view.undo).toMatchObject({ id: group, title: 'Status of 2500 leads changed', rows: LEADS });
  expect(await desk.takeBack(parties(), 'undo', group)).toMatchObject({ rows: LEADS, left: 0 });
  expect((await statuses()).get('new')).toHaveLength(LEADS);
  expect(await outbox.pendingMutations()).toHaveLength(6);
});

test('what someone changed since stays, and it is said', async () => {
  await runMutation(parties(), edit([1, 2], { city: 'Rome' }));
  const [mine] = await outbox.pendingMutations();
  await serverWrites([leadRow(1, { city: 'Paris' }), leadRow(2, { city: 'Rome' })], 'leads', [
    mine?.id ?? '',
  ]);
  expect(await desk.takeBack(parties(), 'undo')).toMatchObject({ rows: 1, left: 1 });
  expect(await leadOf(1)).toMatchObject({ city: 'Paris' });
  expect(await leadOf(2)).toMatchObject({ city: null });
  await runMutation(parties(), { ...edit([3], { city: 'Rome' }), memory: { title: 'City changed' } });
  await runMutation(parties(), { ...edit([3], { city: 'Oslo' }), memory: { lane: 'redo' } });
  expect(await hintOf(desk.takeBack(parties(), 'undo'))).toBe(
    'City changed: It was changed again since, so it stays as it is.',
  );
});

test('an undo that comes while a change is being saved is about that change', async () => {
  await runMutation(parties(), edit([1], { title: 'CTO' }));
  const saving = desk.during(runMutation(parties(), edit([2], { title: 'CEO' })));
  await desk.takeBack(parties(), 'undo');
  await saving;
  expect(await leadOf(2)).toMatchObject({ title: null });
  expect(await leadOf(1)).toMatchObject({ title: 'CTO' });
});

test('a restart forgets nothing', async () => {
  await runMutation(parties(), edit([1], { title: 'CTO' }));
  await desk.settled();
  desk = await openDesk();
  expect(view.undo).toMatchObject({ rows: 1, reason: null });
  await desk.takeBack(parties(), 'undo');
  expect(await leadOf(1)).toMatchObject({ title: null });
  desk = await openDesk();
  expect(view).toMatchObject({ undo: null, redo: { rows: 1 } });
});

test('the last fifty actions are remembered', async () => {
  for (let n = 0; n <= KEPT_ACTIONS; n += 1) {
    await runMutation(parties(), { ...edit([1], { city: `city ${n}` }), memory: { title: `${n}` } });
  }
  for (let n = KEPT_ACTIONS; n > 0; n -= 1) {
    expect(await desk.takeBack(parties(), 'undo')).toMatchObject({ title: String(n) });
  }
  expect(await leadOf(1)).toMatchObject({ city: 'city 0' });
  expect(await hintOf(desk.takeBack(parties(), 'undo'))).toBe('There is nothing to undo.');
  expect(await nodeUndoFiles(folder).list()).toHaveLength(KEPT_ACTIONS);
});

test('an action without a way back says so once; the next undo is about the one before', async () => {
  await runMutation(parties(), edit([1], { title: 'CTO' }));
  const saved = await runMutation(parties(), edit([2], { status: 'unsubscribed' }));
  const reason = 'A lead that is unsubscribed cannot become new again.';
  expect(saved.undo).toMatchObject({ reason });
  expect(await hintOf(desk.takeBack(parties(), 'undo'))).toContain(reason);
  await desk.takeBack(parties(), 'undo');
  expect(await leadOf(1)).toMatchObject({ title: null });
  expect(await leadOf(2)).toMatchObject({ status: 'unsubscribed' });
});

test('what the server refused has nothing to take back', async () => {
  const { mutationId } = await runMutation(parties(), edit([1], { title: 'CTO' }));
  const reason = { code: 'forbidden', hint: 'No.' };
  await outbox.recordResults([{ id: mutationId, outcome: 'rejected', reason }], '1');
  await replica.local.settle([{ id: mutationId, seq: 1, outcome: 'rejected', reason, walLsn: '1' }]);
  expect(await hintOf(desk.takeBack(parties(), 'undo'))).toContain('The server did not accept it');
});

test('a change that was put away is made again', async () => {
  await runMutation(parties(), edit([1], { title: 'CTO' }));
  const [mine] = await outbox.pendingMutations();
  const discarded = await discardPending(parties(), mine?.seq ?? 0);
  const { group } = rememberDiscarded(discarded, parties(), desk);
  expect(await leadOf(1)).toMatchObject({ title: null });
  expect(await outbox.pendingMutations()).toEqual([]);
  await desk.takeBack(parties(), 'undo', group);
  expect(await leadOf(1)).toMatchObject({ title: 'CTO' });
  await desk.takeBack(parties(), 'undo');
  expect(await leadOf(1)).toMatchObject({ title: null });
});

test('steps that a refusal stops leave the rest to be taken back', async () => {
  const group = crypto.randomUUID();
  await runMutation(parties(), { ...edit([1], { city: 'Rome' }), memory: { group } });
  const trash = { name: 'leads/delete', args: { client_id: CLIENT, ids: [testId('lead', 2)] } };
  await runMutation(parties(), { ...trash, memory: { group } });
  // The mailbox is taken by another lead meanwhile.
  await serverWrites([leadRow(3, { email_key: leadRow(2)['email_key'] ?? '' })], 'leads');
  expect(await hintOf(desk.takeBack(parties(), 'undo', group))).toContain('already has a lead');
  expect(await desk.takeBack(parties(), 'undo', group)).toMatchObject({ rows: 1 });
  expect(await leadOf(1)).toMatchObject({ city: null });
});
