import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test, vi } from 'vitest';

import { openDesk } from './desktop/testing/desk.ts';
import { credentials, edit, open, restart, wire } from './desktop/testing/desk-in-test.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const DAY_MS = 86_400_000;

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
