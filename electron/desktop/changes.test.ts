import { describe, expect, test, vi } from 'vitest';

import { AppError } from '../../shared/kernel/app-error.ts';
import { memoryFiles } from '../sync/outbox/testing/memory-files.ts';
import { credentials, edit, loseServer, open, restart, wire } from './testing/desk-in-test.ts';
import type { DeskWorld } from './testing/desk.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

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
    const desk = await open();
    const { client, server, desktop, replica } = desk;
    await loseServer(desk);
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
    const desk = await open();
    const { client, desktop, replica } = desk;
    await loseServer(desk);
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
