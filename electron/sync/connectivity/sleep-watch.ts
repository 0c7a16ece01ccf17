/**
 * Notices that the machine slept, where the system does not say so: timers stand still meanwhile and the clock does not,
 * so a tick that comes much later than it was due came after a sleep. A clock that was set forward looks the same and
 * costs one request; one that was set back goes unnoticed and costs nothing.
 */
import type { Clock } from '../../../shared/kernel/time.ts';
import type { Timers } from './timers.ts';

export const TICK_MS = 5_000;
/** More than a busy machine delays a timer. */
const SLEPT_MS = 20_000;

/** Answers how to stop watching. */
export function watchSleep(options: {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly onWake: () => void;
}): () => void {
  const { clock, timers, onWake } = options;
  let tickedAt = clock.now();
  const tick = (): void => {
    const isLate = clock.now() - tickedAt > TICK_MS + SLEPT_MS;
    tickedAt = clock.now();
    handle = timers.setTimeout(tick, TICK_MS);
    if (isLate) onWake();
  };
  let handle = timers.setTimeout(tick, TICK_MS);
  return () => timers.clearTimeout(handle);
}
