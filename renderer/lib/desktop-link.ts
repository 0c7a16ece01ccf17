/**
 * One client over many connections. Calls wait for a connection, are sent on the current one, and fail as
 * `offline` when it breaks; whoever must go on (streams) calls again.
 */
import type { ClientLink } from '@orpc/client';

import { AppError, errorText } from '../../shared/kernel/app-error.ts';
import { parseWireError } from './wire-error.ts';

type Context = Record<never, never>;

/** A connection that is up. */
export type OpenLink = {
  readonly link: ClientLink<Context>;
  /** Resolves when the connection breaks; never rejects. */
  readonly closed: Promise<void>;
};

export type LinkSupervisor = {
  readonly link: ClientLink<Context>;
  /** Resolves with the reason if the desktop refuses this window for good. */
  readonly refused: Promise<AppError>;
};

type Ports = {
  /** Opens a connection; rejects with `unauthenticated` when the window is refused for good. */
  readonly open: () => Promise<OpenLink>;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
};

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/** The pause before an attempt: doubles to five seconds, with up to half of it at random. */
export function pauseBefore(attempt: number, random: number): number {
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
  return pause / 2 + (pause / 2) * random;
}

export function superviseLink(ports: Ports): LinkSupervisor {
  let current = nextConnection();
  const refused = Promise.withResolvers<AppError>();

  async function run(): Promise<void> {
    for (let attempt = 0; ;) {
      try {
        const open = await ports.open();
        const connection = { link: open.link, isClosed: false };
        attempt = 0;
        current.resolve(connection);
        await open.closed;
        connection.isClosed = true;
        current = nextConnection();
      } catch (cause) {
        const error = AppError.from(cause);
        if (error.code === 'unauthenticated') {
          current.reject(error);
          refused.resolve(error);
          return;
        }
      }
      await ports.sleep(pauseBefore(attempt, ports.random()));
      attempt += 1;
    }
  }

  void run();
  return {
    refused: refused.promise,
    link: {
      async call(path, input, options) {
        const connection = await current.promise;
        const translate = async (cause: unknown) => {
          // The call may learn of the break a moment before the supervisor does.
          await ports.sleep(0);
          return readError(cause, connection.isClosed);
        };
        try {
          const output = await connection.link.call(path, input, options);
          return isAsyncIterable(output) ? withErrors(output, translate) : output;
        } catch (cause) {
          throw await translate(cause);
        }
      },
    },
  };
}

type Connection = { readonly link: ClientLink<Context>; isClosed: boolean };

function nextConnection() {
  const next = Promise.withResolvers<Connection>();
  next.promise.catch(() => undefined);
  return next;
}

function readError(cause: unknown, isClosed: boolean): AppError {
  if (cause instanceof AppError) return cause;
  if (typeof cause === 'object' && cause !== null && 'data' in cause) {
    const wire = parseWireError(cause.data);
    if (wire) return wire;
  }
  if (!isClosed) return AppError.from(cause);
  return new AppError('offline', `connection lost: ${errorText(cause)}`, {
    hint: 'The window lost its desktop for a moment. Look in Pending before you repeat the change.',
    cause,
  });
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

async function* withErrors(
  stream: AsyncIterable<unknown>,
  translate: (cause: unknown) => Promise<AppError>,
): AsyncGenerator<unknown, void> {
  try {
    yield* stream;
  } catch (cause) {
    throw await translate(cause);
  }
}
