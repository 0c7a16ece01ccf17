import { AppError } from '../../shared/kernel/app-error.ts';
import type { Timers } from '../sync/connectivity/timers.ts';

const TRY_EVERY_MS = 100;
const PATIENCE_MS = 15_000;

/**
 * Opens what a process of a killed desktop may still hold: it notices within a moment that it is alone, and lets go.
 * Throws what `open` throws, `locked` after 15 seconds of it.
 */
export async function whenFree<T>(open: () => Promise<T>, timers: Timers): Promise<T> {
  for (let waitedMs = 0; ; waitedMs += TRY_EVERY_MS) {
    try {
      return await open();
    } catch (cause) {
      if (AppError.from(cause).code !== 'locked' || waitedMs >= PATIENCE_MS) throw cause;
    }
    await new Promise<void>((resolve) => void timers.setTimeout(resolve, TRY_EVERY_MS));
  }
}
