import { backoffMs } from '../../connectivity/machine.ts';
import type { Timers } from '../../connectivity/timers.ts';

/** Waits before try number `failures` + 1, or until woken. Rejects with the signal's reason. */
export type Pause = (failures: number, signal: AbortSignal) => Promise<void>;

export type Pauses = { readonly pause: Pause; readonly wake: () => void };

export function createPauses(timers: Timers, random: () => number): Pauses {
  const waiting = new Set<() => void>();
  const pause: Pause = (failures, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      const end = (): void => {
        timers.clearTimeout(timer);
        waiting.delete(resume);
        signal.removeEventListener('abort', abort);
      };
      const resume = (): void => {
        end();
        resolve();
      };
      const abort = (): void => {
        end();
        reject(signal.reason);
      };
      const timer = timers.setTimeout(resume, backoffMs(failures, random()));
      waiting.add(resume);
      signal.addEventListener('abort', abort, { once: true });
    });
  return {
    pause,
    wake: () => {
      for (const resume of waiting) resume();
    },
  };
}
