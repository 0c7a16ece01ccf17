/** Events from a callback, read one at a time until the signal aborts or the process behind them dies. */
export type Mailbox<T> = {
  readonly put: (event: T) => void;
  readonly isEmpty: () => boolean;
  /** `onEmpty` is called whenever everything has been taken. */
  readonly read: (onEmpty?: () => void) => AsyncGenerator<T, void>;
};

export function createMailbox<T>(signal: AbortSignal, death: Promise<never>): Mailbox<T> {
  const waiting: T[] = [];
  let wake: () => void = () => undefined;
  let isOver = false;
  const end = (): void => {
    isOver = true;
    wake();
  };
  signal.addEventListener('abort', end, { once: true });
  death.catch(end);
  return {
    put: (event) => {
      waiting.push(event);
      wake();
    },
    isEmpty: () => waiting.length === 0,
    read: async function* read(onEmpty) {
      while (!isOver && !signal.aborted) {
        const event = waiting.shift();
        if (event !== undefined) {
          yield event;
          continue;
        }
        onEmpty?.();
        if (waiting.length > 0) continue;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
