import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, describe, expect, test, vi } from 'vitest';

import { AppError } from '../shared/kernel/app-error.ts';
import { memoryFiles } from './sync/outbox/testing/memory-files.ts';
import { openDesk } from './desktop/testing/desk.ts';
import type { Desk, DeskWorld } from './desktop/testing/desk.ts';
import { CLIENT_ID, PERSON } from './desktop/testing/fake-sync-server.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const DAY_MS = 86_400_000;
const credentials = { email: PERSON.email, password: 'correct horse' };
const edit = {
  name: 'clients/update',
  args: { id: CLIENT_ID, client_id: CLIENT_ID, patch: { industry: 'Ships' } },
};

let desk: Desk | null = null;
afterEach(async () => {
  await desk?.close();
  desk = null;
});

async function open(world?: DeskWorld): Promise<Desk> {
  desk = await openDesk(world);
  return desk;
}

async function restart(): Promise<Desk> {
  desk = await desk!.restart();
  return desk;
}

const wire = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'resolved',
    (cause: { data?: unknown }) => cause.data ?? cause,
  );

describe('signing in', () => {
  test('online, and still signed in after a restart without a server', async () => {
    const { client, desktop, server } = await open();
    expect(desktop.status()).toMatchObject({ phase: 'signed_out' });
    expect(await client.session.signIn(credentials)).toEqual({ offline: false });
    expect(desktop.status()).toMatchObject({ phase: 'ready', person: { name: 'Ada' } });
    server.isUp = false;
    const again = await restart();
    expect(again.desktop.status()).toMatchObject({ phase: 'ready', person: { name: 'Ada' } });
  });

  test('offline as the last person, with the right password and within the time', async () => {
    const clock = { time: Date.now(), now: () => clock.time };
    const { client, server } = await open({ clock });
    await client.session.signIn(credentials);
    await client.session.signOut({ wipe: false, discard: false });
    server.isUp = false;
    expect(await wire(client.session.signIn({ ...credentials, password: 'wrong' }))).toMatchObject({
      code: 'unauthenticated',
    });
    expect(await wire(client.session.signIn({ ...credentials, email: 'bob@example.com' }))).toMatchObject({
      code: 'offline',
    });
    expect(await client.session.signIn(credentials)).toEqual({ offline: true });
    await client.session.signOut({ wipe: false, discard: false });
    clock.time += 31 * DAY_MS;
    expect(await wire(client.session.signIn(credentials))).toMatchObject({ code: 'offline' });
  });

  test('a wrong password is refused by the server, not answered offline', async () => {
    const { client } = await open();
    expect(await wire(client.session.signIn({ ...credentials, password: 'wrong' }))).toMatchObject({
      code: 'unauthenticated',
    });
  });

  test('after an offline sign-in the changes go up as soon as the server is back', async () => {
    const { client, server, desktop } = await open();
    await client.session.signIn(credentials);
    await client.session.signOut({ wipe: false, discard: false });
    server.isUp = false;
    await client.session.signIn(credentials);
    await client.mutations.run(edit);
    expect(desktop.status()).toMatchObject({ pending: 1 });
    server.isUp = true;
    await client.pending.syncNow();
    await vi.waitFor(() => expect(server.uploads.flatMap((one) => one.mutations)).toHaveLength(1), 10_000);
  });

  test('the password and the token are nowhere in the profile but in the token file', async () => {
    const { client, dataDir } = await open();
    await client.session.signIn(credentials);
    const profile = await readFile(join(dataDir, 'profile.json'), 'utf8');
    expect(profile).not.toContain('correct horse');
    expect(profile).not.toContain('token-1');
    expect(profile).not.toContain('aa'.repeat(32));
  });

  test('a person keeps their device id from one sign-in to the next', async () => {
    const { client, server } = await open();
    await client.session.signIn(credentials);
    await client.session.signOut({ wipe: false, discard: false });
    await client.session.signIn(credentials);
    expect(new Set(server.seenDevices).size).toBe(1);
  });
});

describe('changes', () => {
  test('are sent, answered and gone from the pending once they arrive', async () => {
    const { client, server, replica, desktop } = await open();
    await client.session.signIn(credentials);
    const { mutationId } = await client.mutations.run(edit);
    await vi.waitFor(
      () => expect(replica.settled).toMatchObject([{ id: mutationId, outcome: 'accepted' }]),
      10_000,
    );
    expect(server.uploads[0]?.mutations[0]).toMatchObject({ id: mutationId, name: 'clients/update', seq: 1 });
    replica.emit({ kind: 'arrived', ids: [mutationId] });
    await vi.waitFor(() => expect(desktop.status().pending).toBe(0), 5_000);
  });

  test('leave the pending although the disk was full when they arrived', async () => {
    const files = memoryFiles();
    const short: DeskWorld['timers'] = {
      setTimeout: (run, ms) => setTimeout(run, Math.min(ms, 50)),
      clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
    };
    const { client, desktop, server, replica } = await open({
      outboxFiles: () => files.files,
      timers: short,
    });
    await client.session.signIn(credentials);
    const { mutationId } = await client.mutations.run(edit);
    await vi.waitFor(() => expect(server.uploads.length).toBeGreaterThan(0), { timeout: 10_000 });
    await vi.waitFor(() => expect(replica.settled.length).toBeGreaterThan(0), { timeout: 10_000 });
    files.failNext('write', 'ENOSPC');
    replica.emit({ kind: 'arrived', ids: [mutationId] });
    await vi.waitFor(() => expect(desktop.status()).toMatchObject({ pending: 0 }), { timeout: 10_000 });
  });

  test('made without a server survive a restart and are given to the new replica', async () => {
    const { client, server } = await open();
    await client.session.signIn(credentials);
    server.isUp = false;
    const { mutationId } = await client.mutations.run(edit);
    const again = await restart();
    await vi.waitFor(() => expect(again.replica.pending.map((one) => one.id)).toEqual([mutationId]), 5_000);
    expect(again.desktop.status().pending).toBe(1);
    server.isUp = true;
    await again.client.pending.syncNow();
    await vi.waitFor(() => expect(server.uploads.at(-1)?.mutations[0]?.id).toBe(mutationId), 10_000);
  });

  test('refused by the replica leave nothing behind', async () => {
    const { client, replica, desktop, server } = await open();
    await client.session.signIn(credentials);
    replica.refuses.set('clients/update', new AppError('conflict', 'no', { hint: 'That cannot be.' }));
    expect(await wire(client.mutations.run(edit))).toMatchObject({
      code: 'conflict',
      hint: 'That cannot be.',
    });
    expect(desktop.status().pending).toBe(0);
    expect(server.uploads).toEqual([]);
  });

  test.each([
    { name: 'an unknown change', call: { name: 'nobody/knows', args: {} }, code: 'too_old' },
    {
      name: 'unreadable arguments',
      call: { name: 'clients/update', args: { id: 7 } },
      code: 'invalid_input',
    },
    {
      name: 'a client out of scope',
      call: {
        name: 'clients/update',
        args: { ...edit.args, client_id: '99999999-9999-4999-8999-999999999999' },
      },
      code: 'forbidden',
    },
  ])('$name is refused before anything is written', async ({ call, code }) => {
    const { client, desktop } = await open();
    await client.session.signIn(credentials);
    expect(await wire(client.mutations.run(call))).toMatchObject({ code });
    expect(desktop.status().pending).toBe(0);
  });

  test('rejected by the server can be sent again or put away', async () => {
    const { client, server, desktop } = await open();
    await client.session.signIn(credentials);
    server.rejects.add('clients/update');
    const { seq } = await client.mutations.run(edit);
    await vi.waitFor(() => expect(desktop.status().rejected).toBe(1), 10_000);
    const pending = await client.pending.watch();
    const first = await pending.next();
    expect(first.value).toMatchObject({
      entries: [{ state: 'rejected', reason: 'Too late.', summary: 'Did clients/update' }],
    });
    await pending.return?.();
    server.rejects.clear();
    await client.pending.retry({ seq });
    await vi.waitFor(() => expect(desktop.status()).toMatchObject({ rejected: 0 }), 5_000);
    await vi.waitFor(() => expect(server.uploads).toHaveLength(2), 10_000);
    expect(await wire(client.pending.discard({ seq }))).toMatchObject({ code: 'not_found' });
  });

  test('not sent yet can be withdrawn', async () => {
    const { client, server, desktop, replica } = await open();
    await client.session.signIn(credentials);
    await vi.waitFor(() => expect(desktop.status().connection).toBe('online'), 10_000);
    server.isUp = false;
    await client.pending.syncNow();
    await vi.waitFor(() => expect(desktop.status().connection).not.toBe('online'), 10_000);
    const { seq } = await client.mutations.run(edit);
    await client.mutations.run(edit);
    await client.pending.discard({ seq });
    expect(desktop.status().pending).toBe(1);
    expect(replica.pending.map((one) => one.seq)).toEqual([seq + 1]);
    server.isUp = true;
    await client.pending.syncNow();
    await vi.waitFor(
      () => expect(server.uploads.flatMap((one) => one.mutations).map((one) => one.seq)).toEqual([seq + 1]),
      10_000,
    );
    expect(await wire(client.pending.discard({ seq: seq + 1 }))).toMatchObject({
      code: 'precondition_failed',
    });
  });

  test('withdrawn while the disk is full leave the replica as soon as it is not', async () => {
    const { client, server, desktop, replica } = await open();
    await client.session.signIn(credentials);
    await vi.waitFor(() => expect(desktop.status().connection).toBe('online'), 10_000);
    server.isUp = false;
    await client.pending.syncNow();
    await vi.waitFor(() => expect(desktop.status().connection).not.toBe('online'), 10_000);
    const { seq } = await client.mutations.run(edit);
    replica.fillDisk(3);
    await client.pending.discard({ seq });
    expect(desktop.status().pending).toBe(0);
    await vi.waitFor(() => expect(replica.pending).toEqual([]), 10_000);
  });

  test('put away by mistake come back with Undo, in every window and after a restart', async () => {
    const { client, server, desktop } = await open();
    await client.session.signIn(credentials);
    server.isUp = false;
    const { seq } = await client.mutations.run({ ...edit, undo: { title: 'Industry changed' } });
    await vi.waitFor(() => expect(desktop.status().undo.undo?.title).toBe('Industry changed'), 10_000);
    const { group } = await client.pending.discard({ seq });
    const again = await restart();
    const title = 'Discarded: Did clients/update';
    await vi.waitFor(() => expect(again.desktop.status().undo.undo).toMatchObject({ title }), 10_000);
    expect(await again.client.undo.undo({ group })).toEqual({ title, rows: 1, left: 0 });
    expect(again.desktop.status().pending).toBe(1);
    expect(await wire(again.client.undo.undo({ group }))).toMatchObject({ code: 'not_found' });
    expect(await wire(again.client.undo.redo({}))).toMatchObject({ code: 'not_found' });
  });

  test('go on when the replica dies, and reach its successor', async () => {
    const { client, replica, server } = await open();
    await client.session.signIn(credentials);
    server.isUp = false;
    await client.mutations.run(edit);
    const before = replica.opens();
    replica.pending.length = 0;
    replica.crash();
    await vi.waitFor(() => expect(replica.opens()).toBeGreaterThan(before), 10_000);
    await vi.waitFor(() => expect(replica.pending).toHaveLength(1), 5_000);
  });
});

describe('access', () => {
  test('a changed scope reaches the replica', async () => {
    const { client, server, replica } = await open();
    await client.session.signIn(credentials);
    await vi.waitFor(() => expect(replica.sessions.at(-1)?.token).toBe('token-1'), 5_000);
    server.session = { ...server.session, client_ids: [] };
    await client.pending.syncNow();
    await vi.waitFor(() => expect(replica.sessions.at(-1)?.actor.clientIds).toEqual([]), 10_000);
  });

  test('a changed scope reaches a replica whose disk was full at first', async () => {
    const { client, server, replica } = await open();
    await client.session.signIn(credentials);
    await vi.waitFor(() => expect(replica.sessions.at(-1)?.token).toBe('token-1'), 5_000);
    server.session = { ...server.session, client_ids: [] };
    replica.fillDisk(2);
    await client.pending.syncNow();
    await vi.waitFor(() => expect(replica.sessions.at(-1)?.actor.clientIds).toEqual([]), 10_000);
  });

  test('a replica that was refused hears of the session again, though it is the same', async () => {
    const { client, replica } = await open();
    await client.session.signIn(credentials);
    await vi.waitFor(() => expect(replica.sessions.at(-1)?.token).toBe('token-1'), 5_000);
    const before = replica.sessions.length;
    replica.emit({ kind: 'session', need: 'refresh_token' });
    await vi.waitFor(() => expect(replica.sessions.length).toBeGreaterThan(before), 10_000);
    expect(replica.sessions.at(-1)?.token).toBe('token-1');
  });

  test('a refused token signs out of the server but not of the device', async () => {
    const { client, server, desktop } = await open();
    await client.session.signIn(credentials);
    server.tokenWorks = false;
    await client.pending.syncNow();
    await vi.waitFor(() => expect(desktop.status().connection).toBe('signed_out'), 10_000);
    expect(desktop.status().phase).toBe('ready');
    await client.mutations.run(edit);
    expect(desktop.status().pending).toBe(1);
    await client.session.signIn(credentials);
    await vi.waitFor(() => expect(server.uploads.flatMap((one) => one.mutations)).toHaveLength(1), 10_000);
  });

  test('wiping is refused while something is pending, unless it is given up', async () => {
    const { client, server, desktop, dataDir } = await open();
    await client.session.signIn(credentials);
    server.isUp = false;
    await client.mutations.run(edit);
    expect(await wire(client.session.signOut({ wipe: true, discard: false }))).toMatchObject({
      code: 'precondition_failed',
    });
    expect(desktop.status().phase).toBe('ready');
    await client.session.signOut({ wipe: true, discard: true });
    expect(desktop.status()).toMatchObject({ phase: 'signed_out', pending: 0 });
    expect(await readdir(join(dataDir, 'accounts'))).toEqual([]);
    expect(await wire(client.session.signIn(credentials))).toMatchObject({ code: 'offline' });
  });
});

test('a second desktop on the same profile is refused', async () => {
  const { dataDir } = await open();
  await expect(openDesk({ dataDir })).rejects.toMatchObject({ code: 'locked' });
});

test('nothing but the status answers while nobody is signed in', async () => {
  const { client } = await open();
  expect(await wire(client.mutations.run(edit))).toMatchObject({ code: 'unauthenticated' });
  expect(await wire(client.device.info())).toMatchObject({ code: 'unauthenticated' });
});
