/** Main's end of the port. When the replica's process ends, every call and stream ends with it; nothing hangs. */
import { AppError } from '../../../shared/kernel/app-error.ts';
import type { Channel, Reply, Request } from './protocol.ts';
import { replySchema } from './protocol.ts';

export type RpcClient = {
  readonly call: (method: string, ...args: readonly unknown[]) => Promise<unknown>;
  /** Ends quietly when `signal` aborts; throws what the stream fails with. */
  readonly stream: (
    method: string,
    args: readonly unknown[],
    signal: AbortSignal,
  ) => AsyncGenerator<unknown, void>;
  /** The other end is gone: everything open fails with `error`, and so does everything later. */
  readonly end: (error: AppError) => void;
};

type Waiting = {
  readonly item: (value: unknown) => void;
  readonly done: (value: unknown) => void;
  readonly fail: (error: AppError) => void;
};

export function createRpcClient(channel: Channel): RpcClient {
  const waiting = new Map<number, Waiting>();
  let ended: AppError | null = null;
  let last = 0;
  const send = (request: Request): void => channel.send(request);
  const enter = (entry: Waiting): number => {
    last += 1;
    waiting.set(last, entry);
    return last;
  };
  channel.onMessage((message) => {
    const parsed = replySchema.safeParse(message);
    if (!parsed.success) return;
    take(waiting, parsed.data);
  });
  return {
    call: (method, ...args) =>
      new Promise((resolve, reject) => {
        if (ended) {
          reject(ended);
          return;
        }
        const n = enter({ item: () => {}, done: resolve, fail: reject });
        send({ t: 'call', n, method, args: [...args] });
      }),
    stream: async function* stream(method, args, signal) {
      if (ended) throw ended;
      if (signal.aborted) return;
      const queue = createQueue();
      const n = enter({ item: queue.push, done: () => queue.end(null), fail: queue.end });
      const stop = () => queue.end(null);
      signal.addEventListener('abort', stop, { once: true });
      send({ t: 'open', n, method, args: [...args] });
      try {
        for await (const item of queue.items) {
          if (signal.aborted) return;
          send({ t: 'taken', n });
          yield item;
        }
      } finally {
        signal.removeEventListener('abort', stop);
        if (waiting.delete(n) && !ended) send({ t: 'stop', n });
      }
    },
    end: (error) => {
      ended ??= error;
      const open = [...waiting.values()];
      waiting.clear();
      for (const { fail } of open) fail(ended);
    },
  };
}

function take(waiting: Map<number, Waiting>, reply: Reply): void {
  const entry = waiting.get(reply.n);
  if (!entry) return;
  if (reply.t === 'item') entry.item(reply.value);
  else {
    waiting.delete(reply.n);
    if (reply.t === 'done') entry.done(reply.value);
    else entry.fail(AppError.fromWire(reply.error));
  }
}

/** Items in the order they came, then the end or the failure. */
function createQueue() {
  const items: unknown[] = [];
  let over: { readonly error: AppError | null } | null = null;
  let wake = Promise.withResolvers<void>();
  const signal = () => {
    wake.resolve();
    wake = Promise.withResolvers();
  };
  async function* drain(): AsyncGenerator<unknown, void> {
    for (;;) {
      while (items.length > 0) yield items.shift();
      if (over?.error) throw over.error;
      if (over) return;
      await wake.promise;
    }
  }
  return {
    items: drain(),
    push: (item: unknown) => {
      items.push(item);
      signal();
    },
    end: (error: AppError | null) => {
      over ??= { error };
      signal();
    },
  };
}
