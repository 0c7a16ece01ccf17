import type { ReplicaEvent } from '../../../replica/types.ts';
import type { Connectivity } from '../../connectivity/connectivity.ts';
import { backoffMs } from '../../connectivity/machine.ts';
import type { Timers } from '../../connectivity/timers.ts';

/**
 * Holds the token. A refused token is reported once; from then on nothing is sent until another one is set. A scope
 * that changed is reported the same way.
 */
export type SessionGate = {
  /** Waits for a token that was not refused. Rejects with the signal's reason. */
  readonly token: (signal: AbortSignal) => Promise<string>;
  /** A request that carried `token` was accepted. */
  readonly accepted: () => void;
  /** The server answered 401 to it. */
  readonly refused: (token: string) => void;
  /** The server answered 403 to it. */
  readonly scopeChanged: (token: string) => void;
  readonly set: (token: string) => void;
};

export type SessionGateOptions = {
  readonly token: string | null;
  readonly connectivity: Connectivity;
  readonly timers: Timers;
  readonly random: () => number;
  readonly emit: (event: ReplicaEvent) => void;
};

export function createSessionGate(options: SessionGateOptions): SessionGate {
  const { connectivity, timers, random, emit } = options;
  let { token } = options;
  /** The newest word, which may wait its turn. */
  let given = token;
  let isBlocked = false;
  /** Refusals in a row of the same token. */
  let refusals = 0;
  const waiting = new Set<(token: string) => void>();

  const open = (next: string): void => {
    token = next;
    isBlocked = false;
    connectivity.report({ kind: 'session_given' });
    for (const resume of waiting) resume(next);
    waiting.clear();
  };
  const block = (refusedToken: string, need: 'refresh_token' | 'reread_scope'): boolean => {
    if (isBlocked || refusedToken !== token) return false;
    isBlocked = true;
    refusals += 1;
    emit({ kind: 'session', need });
    return true;
  };

  if (token === null) {
    isBlocked = true;
    connectivity.report({ kind: 'token_refused' });
  }
  return {
    token: (signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        if (!isBlocked && token !== null) return resolve(token);
        const resume = (next: string): void => {
          signal.removeEventListener('abort', abort);
          resolve(next);
        };
        const abort = (): void => {
          waiting.delete(resume);
          reject(signal.reason);
        };
        signal.addEventListener('abort', abort, { once: true });
        waiting.add(resume);
      }),
    accepted: () => {
      refusals = 0;
    },
    refused: (refusedToken) => {
      if (block(refusedToken, 'refresh_token')) connectivity.report({ kind: 'token_refused' });
    },
    scopeChanged: (refusedToken) => {
      block(refusedToken, 'reread_scope');
    },
    set: (next) => {
      // A server that goes on refusing a session that it says is good is asked ever more rarely.
      if (next !== token) refusals = 0;
      given = next;
      if (refusals > 1) timers.setTimeout(() => given !== null && open(given), backoffMs(refusals, random()));
      else open(next);
    },
  };
}
