import type { Timers } from '../sync/connectivity/timers.ts';

/** A value that many watch, each seeing the newest, at most every `gapMs`. */
export type Hub<T> = {
  readonly get: () => T;
  readonly set: (value: T) => void;
  /** The value at once, then the newest after each change. Ends when the signal aborts. */
  readonly watch: (signal: AbortSignal) => AsyncGenerator<T, void>;
};

export const WATCH_GAP_MS = 100;

export function createHub<T>(initial: T, timers: Timers, gapMs = WATCH_GAP_MS): Hub<T> {
  let current = initial;
  let version = 0;
  const waiting = new Set<() => void>();

  const next = (seen: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (version !== seen || signal.aborted) return resolve();
      const done = (): void => {
        waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      waiting.add(done);
      signal.addEventListener('abort', done, { once: true });
    });

  return {
    get: () => current,
    set: (value) => {
      current = value;
      version += 1;
      for (const wake of waiting) wake();
    },
    watch: async function* (signal) {
      while (!signal.aborted) {
        const seen = version;
        yield current;
        await sleep(timers, gapMs, signal);
        await next(seen, signal);
      }
    },
  };
}

export function sleep(timers: Timers, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      timers.clearTimeout(handle);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const handle = timers.setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}
