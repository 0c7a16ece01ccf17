/** Keeps the down-sync that belongs to the session: a new token is handed over, anything else starts it anew. */
import type { DownSync } from '../sync/down/types.ts';
import type { ReplicaSession } from './types.ts';

export type StartSync = (session: ReplicaSession) => DownSync;

export type DownSyncHolder = {
  readonly setSession: (session: ReplicaSession | null) => Promise<void>;
  readonly wake: () => void;
  readonly stop: () => Promise<void>;
};

export function createDownSyncHolder(start: StartSync): DownSyncHolder {
  let running: { readonly sync: DownSync; readonly session: ReplicaSession } | null = null;
  let changing: Promise<void> = Promise.resolve();

  const stop = async (): Promise<void> => {
    const former = running;
    running = null;
    await former?.sync.stop();
  };
  const change = async (session: ReplicaSession | null): Promise<void> => {
    if (session && running && identity(session) === identity(running.session)) {
      // Also when it is the same: after a refused scope the down-sync waits for word that the session was read again.
      if (session.token !== null) running.sync.setToken(session.token);
      running = { ...running, session };
      return;
    }
    await stop();
    if (session) running = { sync: start(session), session };
  };
  const inTurn = (job: () => Promise<void>): Promise<void> => {
    const next = changing.then(job);
    changing = next.catch(() => {});
    return next;
  };
  return {
    setSession: (session) => inTurn(() => change(session)),
    wake: () => running?.sync.wake(),
    stop: () => inTurn(stop),
  };
}

function identity({ token: _token, ...session }: ReplicaSession): string {
  return JSON.stringify(session);
}
