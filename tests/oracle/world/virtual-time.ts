/**
 * The world's one clock. Timers of a device that was killed never fire; the rest fire when the simulation lets time
 * pass. Real work (Postgres, promises) goes on between two moments of it.
 */
import type { Timers } from '../../../electron/sync/connectivity/timers.ts';

type Due = { readonly atMs: number; readonly run: () => void };

export type VirtualTime = {
  readonly now: () => number;
  readonly timers: (isAlive: () => boolean) => Timers;
  /** Fires what is due within `ms`, in order. */
  readonly pass: (ms: number) => void;
  /** How long until the next timer; null when there is none. */
  readonly untilNext: () => number | null;
};

export function createVirtualTime(startMs: number): VirtualTime {
  let nowMs = startMs;
  let lastId = 0;
  const due = new Map<number, Due>();

  const next = (untilMs: number): [number, Due] | undefined => {
    let found: [number, Due] | undefined;
    for (const entry of due) {
      if (entry[1].atMs <= untilMs && (!found || entry[1].atMs < found[1].atMs)) found = entry;
    }
    return found;
  };
  return {
    now: () => nowMs,
    timers: (isAlive) => ({
      setTimeout: (run, delayMs) => {
        lastId += 1;
        due.set(lastId, { atMs: nowMs + Math.max(0, delayMs), run: () => isAlive() && run() });
        return lastId;
      },
      clearTimeout: (handle) => {
        if (typeof handle === 'number') due.delete(handle);
      },
    }),
    pass: (ms) => {
      const untilMs = nowMs + ms;
      for (let entry = next(untilMs); entry; entry = next(untilMs)) {
        due.delete(entry[0]);
        nowMs = Math.max(nowMs, entry[1].atMs);
        entry[1].run();
      }
      nowMs = untilMs;
    },
    untilNext: () => {
      const entry = next(Number.POSITIVE_INFINITY);
      return entry ? Math.max(0, entry[1].atMs - nowMs) : null;
    },
  };
}
