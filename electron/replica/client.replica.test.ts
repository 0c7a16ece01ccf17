import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { LiveEvent } from '../../shared/contracts/desktop/live.ts';
import type { ReplicaProcess } from './client.ts';
import { openReplica } from './client.ts';
import { launchChild } from './launch-child.ts';
import { openDataFolder } from './open/data-folder.ts';
import { openPglite } from './open/open-pglite.ts';
import { ensureSeed } from './open/seed.ts';
import { ADMIN_SESSION, openTestReplica, testId, testMutation } from './testing/test-replica.ts';
import type { ReplicaClient } from './types.ts';

let directory: string;
let seedPath: string;
let started: ReplicaProcess;
let client: ReplicaClient;
const stopped = new AbortController();

const entry = resolve(import.meta.dirname, 'process.ts');
const open = () => openReplica({ directory, seedPath, launch: () => (started = launchChild(entry)) });
const addClient = testMutation(1, 'clients/create', {
  id: testId('client', 1),
  code: 'XG-TEST22',
  fields: { company_name: 'Łódź Freight' },
});

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'replica client '));
  seedPath = await ensureSeed(resolve(import.meta.dirname, '../../.cache'));
  client = await open();
});
afterAll(async () => {
  stopped.abort();
  await client.close();
  await rm(directory, { recursive: true, force: true });
});

const list = {
  subscription: 's1',
  query: 'clients.list',
  args: { view: {} },
  window: { offset: 0, limit: 50 },
};

/** The first event that matches. */
async function until(
  events: AsyncIterable<LiveEvent>,
  matches: (event: LiveEvent) => boolean,
): Promise<LiveEvent> {
  for await (const event of events) if (matches(event)) return event;
  throw new Error('the subscription ended');
}

/** Reads on until the stream fails or ends. */
async function drained(events: AsyncIterable<unknown>): Promise<void> {
  for await (const _event of events);
}

test('an edit is seen by a subscription before and after the process is killed', async () => {
  await client.setSession(ADMIN_SESSION);
  const events = client.watch(list, stopped.signal)[Symbol.asyncIterator]();
  expect((await events.next()).value).toMatchObject({ kind: 'snapshot', total: 0, rows: [] });
  const effect = await client.applyLocal(addClient);
  expect(effect).toMatchObject({ entityType: 'client', entityId: testId('client', 1) });
  expect((await events.next()).value).toMatchObject({
    kind: 'diff',
    total: 1,
    upserts: [{ key: testId('client', 1), row: { company_name: 'Łódź Freight' }, sync: 'saved_here' }],
  });

  const waiting = events.next();
  const listening = drained(client.events(stopped.signal));
  await started.terminate();
  await expect(waiting).rejects.toMatchObject({ code: 'unavailable' });
  await expect(listening).rejects.toMatchObject({ code: 'unavailable' });
  await expect(client.info()).rejects.toMatchObject({ code: 'unavailable' });

  client = await open();
  expect(await client.restorePending([addClient])).toEqual([]);
  const again = await until(client.watch(list, stopped.signal), () => true);
  expect(again).toMatchObject({ kind: 'snapshot', total: 1, rows: [{ sync: 'saved_here' }] });
});

test('a second opener of the same folder is refused', async () => {
  await expect(open()).rejects.toMatchObject({ code: 'locked' });
  expect((await client.info()).rows).toBeGreaterThan(0);
});

test('a query or arguments that do not exist fail the subscription with a sentence', async () => {
  const failing = (query: string, args: unknown) =>
    until(client.watch({ subscription: 's2', query, args }, stopped.signal), () => true);
  await expect(failing('leads.everything', {})).rejects.toMatchObject({ code: 'not_found' });
  const badFilter = { view: { filters: [{ field: 'shoe_size', op: 'empty' }] } };
  await expect(failing('leads.list', badFilter)).rejects.toMatchObject({ code: 'invalid_input' });
  const badDate = { view: { filters: [{ field: 'created_at', op: 'between', from: 'soon', to: null }] } };
  expect(await failing('leads.list', badDate)).toMatchObject({
    kind: 'failed',
    error: { code: 'invalid_input' },
  });
});

test('a rebuild starts from nothing and the outbox fills it again', async () => {
  await client.rebuild();
  await expect(client.keys('clients.list', { view: {} })).rejects.toMatchObject({ code: 'unavailable' });
  client = await open();
  expect(await client.keys('clients.list', { view: {} })).toEqual([]);
  const refused = await client.restorePending([addClient]);
  expect(refused).toEqual([{ seq: 1, error: expect.objectContaining({ code: 'unauthenticated' }) }]);
  await client.setSession(ADMIN_SESSION);
  expect(await client.keys('clients.list', { view: {} })).toEqual([testId('client', 1)]);
});

test('a replica opened again says at once how far it had come, without the server', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'replica loaded '));
  const { pglite } = await openPglite(await openDataFolder(folder), seedPath);
  const loaded = await openTestReplica({ pglite });
  const asOf = '2026-03-01T10:00:00.000Z';
  const positions = [{ table: 'leads' as const, handle: 'h', offset: '7_0' }];
  await loaded.sync.applyCut({ changes: [], positions, arrived: [], lsn: '7', asOf });
  await loaded.close();

  const again = await openReplica({ directory: folder, seedPath, launch: () => launchChild(entry) });
  const first = await again.events(stopped.signal)[Symbol.asyncIterator]().next();
  expect(first.value).toEqual({ kind: 'position', asOf, lsn: '7' });
  await again.close();
  await rm(folder, { recursive: true, force: true });
});
