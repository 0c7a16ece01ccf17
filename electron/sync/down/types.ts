import type { RandomBytes } from '../../../shared/kernel/ids.ts';
import type { Clock } from '../../../shared/kernel/time.ts';
import type { ReplicaEvent, ReplicaSession, ReplicaSync } from '../../replica/types.ts';
import type { Timers } from '../connectivity/timers.ts';

/** The part of `fetch` that is used. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export type DownSyncOptions = {
  readonly sync: ReplicaSync;
  readonly session: ReplicaSession;
  /** Called in order; must not throw. */
  readonly emit: (event: ReplicaEvent) => void;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly fetch: Fetch;
  readonly randomBytes: RandomBytes;
};

/** A running down-sync. It belongs to one session: for another scope, epoch or person, stop it and start anew. */
export type DownSync = {
  /** Aborts every request. Resolved when nothing of it touches the store any more. */
  readonly stop: () => Promise<void>;
  /** The machine woke up, the network changed or a person asks: waiting ends, held requests are sent afresh. */
  readonly wake: () => void;
  /** A fresh token, after `session/refresh_token` (or after `session/reread_scope`, when the scope turned out the same). */
  readonly setToken: (token: string) => void;
};

export type StartDownSync = (options: DownSyncOptions) => DownSync;
