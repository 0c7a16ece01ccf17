import { mayTry, type Connection, type ConnectionEvent, type FailureKind } from './machine.ts';

/** Permission to send one request. One of the three is called when its fate is known; later calls do nothing. */
export type Pass = {
  /** True for the one request that finds out whether the server is there. It should not be a long poll. */
  readonly isProbe: boolean;
  readonly succeeded: () => void;
  readonly failed: (failure: FailureKind, retryAfterMs?: number | null) => void;
  /** Abandoned, or answered in a way that says nothing about the connection. */
  readonly left: () => void;
};

export type Gate = {
  readonly enter: (signal: AbortSignal) => Promise<Pass>;
  /** The connection changed: whoever may go now, goes. */
  readonly reconsider: () => void;
};

/** Lets requests through as the connection allows; while it is not online, one at a time. */
export function createGate(current: () => Connection, report: (event: ConnectionEvent) => void): Gate {
  const waiting = new Set<() => void>();
  let isProbing = false;
  const reconsider = (): void => {
    for (const attempt of waiting) attempt();
  };

  const tryEnter = (): Pass | null => {
    const connection = current();
    const isProbe = connection.state !== 'online';
    if (!mayTry(connection) || (isProbe && isProbing)) return null;
    if (isProbe) isProbing = true;
    let isOpen = true;
    const settle = (event: ConnectionEvent | null): void => {
      if (!isOpen) return;
      isOpen = false;
      if (isProbe) isProbing = false;
      if (event) report(event);
      else reconsider();
    };
    return {
      isProbe,
      succeeded: () => settle({ kind: 'request_succeeded' }),
      failed: (failure, retryAfterMs = null) => settle({ kind: 'request_failed', failure, retryAfterMs }),
      left: () => settle(null),
    };
  };

  const enter = (signal: AbortSignal): Promise<Pass> =>
    new Promise((resolve, reject) => {
      const leave = (): void => {
        waiting.delete(attempt);
        signal.removeEventListener('abort', abort);
      };
      const abort = (): void => {
        leave();
        reject(signal.reason);
      };
      const attempt = (): void => {
        const pass = tryEnter();
        if (!pass) return;
        leave();
        resolve(pass);
      };
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      signal.addEventListener('abort', abort, { once: true });
      waiting.add(attempt);
      attempt();
    });

  return { enter, reconsider };
}
