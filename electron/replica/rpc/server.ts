/** The replica's end of the port: answers calls, feeds streams no faster than they are taken. */
import { AppError } from '../../../shared/kernel/app-error.ts';
import type { Channel, Reply, Request } from './protocol.ts';
import { requestSchema, UNTAKEN_ALLOWED } from './protocol.ts';

export type StreamSink = {
  readonly push: (item: unknown) => void;
  readonly ready: () => boolean;
};

export type OpenStream = {
  /** The consumer took something: more may be pushed. */
  readonly resume: () => void;
  readonly close: () => void;
};

export type RpcHandlers = {
  readonly calls: Readonly<Record<string, (...args: readonly unknown[]) => Promise<unknown>>>;
  /** Throws to refuse. */
  readonly streams: Readonly<Record<string, (sink: StreamSink, ...args: readonly unknown[]) => OpenStream>>;
};

type Stream = { readonly open: OpenStream; untaken: number };

export function serveRpc(channel: Channel, handlers: RpcHandlers): void {
  const streams = new Map<number, Stream>();
  const send = (reply: Reply): void => channel.send(reply);
  const fail = (n: number, cause: unknown): void =>
    send({ t: 'fail', n, error: AppError.from(cause).toWire() });

  const call = async ({ n, method, args }: Extract<Request, { t: 'call' }>): Promise<void> => {
    try {
      send({ t: 'done', n, value: await handlerOf(handlers.calls, method)(...args) });
    } catch (cause) {
      fail(n, cause);
    }
  };
  const open = ({ n, method, args }: Extract<Request, { t: 'open' }>): void => {
    let untaken = 0;
    const sink: StreamSink = {
      push: (item) => {
        const stream = streams.get(n);
        if (stream) stream.untaken += 1;
        else untaken += 1;
        send({ t: 'item', n, value: item });
      },
      ready: () => (streams.get(n)?.untaken ?? untaken) < UNTAKEN_ALLOWED,
    };
    try {
      const opened = handlerOf(handlers.streams, method)(sink, ...args);
      streams.set(n, { open: opened, untaken });
    } catch (cause) {
      fail(n, cause);
    }
  };
  channel.onMessage((message) => {
    const parsed = requestSchema.safeParse(message);
    if (!parsed.success) return;
    const request = parsed.data;
    if (request.t === 'call') void call(request);
    else if (request.t === 'open') open(request);
    else {
      const stream = streams.get(request.n);
      if (!stream) return;
      if (request.t === 'taken') {
        stream.untaken -= 1;
        stream.open.resume();
      } else {
        streams.delete(request.n);
        stream.open.close();
      }
    }
  });
}

function handlerOf<Handler>(handlers: Readonly<Record<string, Handler>>, method: string): Handler {
  const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
  if (!handler) throw new AppError('bug', `the replica has no method ${method}`);
  return handler;
}
