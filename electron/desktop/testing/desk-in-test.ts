/** One desktop a test, closed after it. */
import { afterEach, expect, vi } from 'vitest';

import { openDesk } from './desk.ts';
import type { Desk, DeskWorld } from './desk.ts';
import { CLIENT_ID, PERSON } from './fake-sync-server.ts';

export const credentials = { email: PERSON.email, password: 'correct horse' };
export const edit = {
  name: 'clients/update',
  args: { id: CLIENT_ID, client_id: CLIENT_ID, patch: { industry: 'Ships' } },
};

let desk: Desk | null = null;
afterEach(async () => {
  await desk?.close();
  desk = null;
});

export async function open(world?: DeskWorld): Promise<Desk> {
  desk = await openDesk(world);
  return desk;
}

export async function restart(): Promise<Desk> {
  if (!desk) throw new Error('no desktop is open');
  desk = await desk.restart();
  return desk;
}

/** Signs in, and then the server is gone and the desktop has noticed. */
export async function loseServer({ client, server, desktop }: Desk): Promise<void> {
  await client.session.signIn(credentials);
  await vi.waitFor(() => expect(desktop.status().connection).toBe('online'), 10_000);
  server.isUp = false;
  await client.pending.syncNow();
  await vi.waitFor(() => expect(desktop.status().connection).not.toBe('online'), 10_000);
}

/** The error of a call as it crosses the wire. */
export async function wire(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'resolved',
    (cause: { data?: unknown }) => cause.data ?? cause,
  );
}
