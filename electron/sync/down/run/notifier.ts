/** "Something changed": waiters look again. */
export type Notifier = {
  readonly notify: () => void;
  /** Resolves with the next notification, or when the signal aborts. */
  readonly next: (signal: AbortSignal) => Promise<void>;
};

export function createNotifier(): Notifier {
  const waiting = new Set<() => void>();
  return {
    notify: () => {
      for (const resume of waiting) resume();
    },
    next: (signal) =>
      new Promise((resolve) => {
        const end = (): void => {
          waiting.delete(end);
          signal.removeEventListener('abort', end);
          resolve();
        };
        if (signal.aborted) return resolve();
        waiting.add(end);
        signal.addEventListener('abort', end, { once: true });
      }),
  };
}
