import { AppError } from '../../../../shared/kernel/app-error.ts';
import type { Pause } from '../http/pause.ts';

/**
 * Calls of the store, repeated until they succeed. A failure is reported once, keeps what it was about, and holds up
 * everything behind it: no change is ever skipped.
 */
export type Persist = {
  /** Rejects only with the signal's reason, between two tries. */
  readonly run: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
  /**
   * For what cannot simply be repeated: one try. False when it failed, after a wait that grows with each failure in a row.
   * Rejects only with the signal's reason.
   */
  readonly once: (work: () => Promise<void>, signal: AbortSignal) => Promise<boolean>;
  /** Resolves when no call is under way. */
  readonly idle: () => Promise<void>;
};

export type PersistOptions = {
  readonly pause: Pause;
  readonly onFailure: (error: AppError) => void;
  readonly onRecovery: () => void;
};

export function createPersist({ pause, onFailure, onRecovery }: PersistOptions): Persist {
  const active = new Set<Promise<unknown>>();
  let failing = 0;

  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    const call = work();
    active.add(call);
    try {
      return await call;
    } finally {
      active.delete(call);
    }
  };

  const run = async <T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> => {
    for (let failures = 0; ;) {
      signal.throwIfAborted();
      try {
        const result = await attempt(work);
        if (failures > 0) leaveFailing();
        return result;
      } catch (error) {
        failures += 1;
        if (failures === 1) {
          failing += 1;
          onFailure(AppError.from(error));
        }
        await pause(failures, signal).catch((reason: unknown) => {
          leaveFailing();
          throw reason;
        });
      }
    }
  };
  let failuresOfOnce = 0;
  const once: Persist['once'] = async (work, signal) => {
    signal.throwIfAborted();
    try {
      await attempt(work);
    } catch (error) {
      failuresOfOnce += 1;
      if (failuresOfOnce === 1) failing += 1;
      onFailure(AppError.from(error));
      await pause(failuresOfOnce, signal);
      return false;
    }
    if (failuresOfOnce > 0) leaveFailing();
    failuresOfOnce = 0;
    return true;
  };
  const leaveFailing = (): void => {
    failing -= 1;
    if (failing === 0) onRecovery();
  };

  return {
    run,
    once,
    idle: async () => {
      while (active.size > 0) await Promise.allSettled(active);
    },
  };
}
