/**
 * When live queries are told: a person's own change at once, other news at most once in FLUSH_MS, and less often when
 * telling costs more than that.
 */
const FLUSH_MS = 16;

export type FlushSchedule = {
  readonly request: (urgent: boolean) => void;
  /** The flush under way, if any. */
  readonly running: () => Promise<void> | null;
  readonly isWaiting: () => boolean;
};

export type FlushScheduleOptions = {
  readonly now: () => number;
  readonly delay: (run: () => void, ms: number) => void;
  /** One flush; answers how long it worked, ms, waiting in line apart. */
  readonly flush: () => Promise<number>;
  /** Whether something was asked for meanwhile. */
  readonly isDue: () => boolean;
  readonly afterwards: () => void;
};

export function createFlushSchedule(options: FlushScheduleOptions): FlushSchedule {
  const { now, delay } = options;
  let running: Promise<void> | null = null;
  let waiting = false;
  let hurry = false;
  let quietUntil = 0;

  const flush = async (): Promise<void> => {
    hurry = false;
    const worked = await options.flush();
    quietUntil = now() + Math.max(FLUSH_MS, worked * 2);
    running = null;
    if (options.isDue()) request(hurry);
    options.afterwards();
  };
  const request = (urgent: boolean): void => {
    const wait = quietUntil - now();
    if (running) {
      hurry ||= urgent;
    } else if (urgent || wait <= 0) {
      running = flush();
    } else if (!waiting) {
      waiting = true;
      delay(() => {
        waiting = false;
        if (options.isDue()) request(true);
      }, wait);
    }
  };
  return { request, running: () => running, isWaiting: () => waiting };
}
