import type { Timers } from '../../connectivity/timers.ts';

const LONG_POLL_MS = 20_000;

/** Long polls: held until something changes, their time is over, or the client leaves. */
export function heldRequests(timers: Timers) {
  const held = new Set<() => void>();
  return {
    announce: (): void => {
      for (const look of held) look();
    },
    hold: (signal: AbortSignal | null | undefined): Promise<'changed' | 'timeout'> =>
      new Promise((resolve, reject) => {
        const end = (): void => {
          held.delete(look);
          timers.clearTimeout(timer);
          signal?.removeEventListener('abort', abort);
        };
        const look = (): void => {
          end();
          resolve('changed');
        };
        const abort = (): void => {
          end();
          reject(signal?.reason);
        };
        const timer = timers.setTimeout(() => {
          end();
          resolve('timeout');
        }, LONG_POLL_MS);
        held.add(look);
        signal?.addEventListener('abort', abort, { once: true });
      }),
  };
}
