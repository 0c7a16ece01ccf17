import type { Delivery } from '../plan/table-buffer.ts';

export type ShapeDelivery = Delivery & {
  /** The request asked for the shape from its beginning. */
  readonly isFromStart: boolean;
};

/**
 * Where one delivery waits until the stream takes it. One waiting while another is being stored keeps both sides busy;
 * more would only cost memory.
 */
export type DeliveryShelf = {
  /** Waits until the shelf is free for the request at `offset`. Rejects with the signal's reason. */
  readonly untilFree: (offset: string | null, signal: AbortSignal) => Promise<void>;
  /** Puts a delivery there and returns its name. */
  readonly put: (delivery: ShapeDelivery) => string;
  /** Undefined when it was given up. */
  readonly take: (name: string) => ShapeDelivery | undefined;
};

export function createDeliveryShelf(): DeliveryShelf {
  let held: { readonly name: string; readonly delivery: ShapeDelivery } | null = null;
  let count = 0;
  const waiting = new Set<() => void>();

  const clear = (): void => {
    held = null;
    for (const resume of waiting) resume();
  };
  const nextClear = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const end = (): void => {
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
      waiting.add(resume);
      signal.addEventListener('abort', abort, { once: true });
    });

  return {
    untilFree: async (offset, signal) => {
      signal.throwIfAborted();
      while (held !== null) {
        // A request that does not go on from the held delivery means that the client gave it up.
        if (held.delivery.offset === offset) await nextClear(signal);
        else clear();
      }
    },
    put: (delivery) => {
      count += 1;
      const name = `${count}`;
      held = { name, delivery };
      return name;
    },
    take: (name) => {
      if (held?.name !== name) return undefined;
      const { delivery } = held;
      clear();
      return delivery;
    },
  };
}
