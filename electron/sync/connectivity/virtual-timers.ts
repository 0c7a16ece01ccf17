import type { Timers } from './timers.ts';

export type VirtualTimers = Timers & {
  readonly now: () => number;
  /** Runs everything due within the next `ms`, in order, letting promises settle between steps. */
  readonly advance: (ms: number) => Promise<void>;
  readonly pending: () => number;
};

/** Timers and a clock under a test's control. `settle` waits until the work that a timer started has come to rest. */
export function virtualTimers(settle: () => Promise<void>, startMs = 0): VirtualTimers {
  let nowMs = startMs;
  let nextId = 0;
  const due = new Map<number, { readonly atMs: number; readonly run: () => void }>();
  const nextDue = (untilMs: number): number | null => {
    let found: number | null = null;
    let foundAt = untilMs;
    for (const [id, entry] of due) {
      if (entry.atMs < foundAt || (entry.atMs === foundAt && found === null)) {
        found = id;
        foundAt = entry.atMs;
      }
    }
    return found;
  };
  return {
    now: () => nowMs,
    pending: () => due.size,
    setTimeout: (run, delayMs) => {
      nextId += 1;
      due.set(nextId, { atMs: nowMs + Math.max(0, delayMs), run });
      return nextId;
    },
    clearTimeout: (handle) => {
      if (typeof handle === 'number') due.delete(handle);
    },
    advance: async (ms) => {
      const untilMs = nowMs + ms;
      await settle();
      for (;;) {
        const id = nextDue(untilMs);
        const entry = id === null ? undefined : due.get(id);
        if (id === null || !entry) break;
        due.delete(id);
        nowMs = Math.max(nowMs, entry.atMs);
        entry.run();
        await settle();
      }
      nowMs = untilMs;
    },
  };
}
