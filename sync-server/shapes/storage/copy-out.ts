/**
 * One column of a query as raw bytes, through COPY: the driver makes a string of every value, and a snapshot of a hundred
 * megabytes is only passed on. Rows arrive as they are produced; a slow consumer stops the connection's socket.
 */
import type { Pool, PoolClient } from 'pg';

/** The part of the driver's connection that is used. */
type Wire = {
  readonly query: (text: string) => void;
  readonly stream: { readonly pause: () => void; readonly resume: () => void };
};

/** Bytes that may wait for the consumer before the socket is stopped. */
const WAITING_BYTES = 1024 * 1024;
/** Signature, flags and extension length of the binary format. */
const FILE_HEADER = 19;
/** Field count and length before the one value of a row. */
const ROW_HEADER = 6;

/**
 * The values of `select`, which has one text column without NULLs and no parameters, as UTF-8. What a consumer that leaves
 * early has not taken is thrown away; statements sent meanwhile wait for that. Errors are Postgres's own.
 */
export async function* copyOut(
  client: PoolClient,
  select: string,
): AsyncGenerator<Buffer<ArrayBuffer>, void, void> {
  const copy = createCopy(`copy (${select}) to stdout (format binary)`);
  client.query(copy);
  let isOver = false;
  try {
    for (;;) {
      const values = await copy.next();
      if (values === null) break;
      yield* values;
    }
    isOver = true;
  } finally {
    if (!isOver) copy.abandon();
  }
}

/** All values of a query that finds few; the connection is free again before any of them is used. */
export async function copyAllOut(pool: Pool, select: string): Promise<readonly Buffer<ArrayBuffer>[]> {
  const client = await pool.connect();
  let failure: unknown;
  try {
    return await Array.fromAsync(copyOut(client, select));
  } catch (cause) {
    failure = cause;
    throw cause;
  } finally {
    client.release(failure !== undefined);
  }
}

function createCopy(text: string) {
  let wire: Wire | null = null;
  let waiting: Buffer<ArrayBuffer>[] = [];
  let waitingBytes = 0;
  let isFirst = true;
  let isAbandoned = false;
  let end: { readonly failure: Error | null } | null = null;
  let wake = (): void => undefined;

  const finish = (failure: Error | null): void => {
    end ??= { failure };
    wire?.stream.resume();
    wake();
  };
  return {
    submit: (connection: unknown): void => {
      wire = connection as Wire;
      wire.query(text);
    },
    handleCopyData: ({ chunk }: { readonly chunk: Buffer<ArrayBuffer> }): void => {
      const value = valueOf(chunk, isFirst);
      isFirst = false;
      if (value === null || isAbandoned) return;
      waiting.push(value);
      waitingBytes += value.length;
      if (waitingBytes >= WAITING_BYTES) wire?.stream.pause();
      wake();
    },
    handleError: (error: Error): void => finish(error),
    handleCommandComplete: (): void => undefined,
    handleReadyForQuery: (): void => finish(null),
    /** What has arrived, or null at the end. */
    next: async (): Promise<readonly Buffer<ArrayBuffer>[] | null> => {
      while (waiting.length === 0) {
        if (end?.failure) throw end.failure;
        if (end) return null;
        wire?.stream.resume();
        await new Promise<void>((resolve) => (wake = resolve));
      }
      const taken = waiting;
      waiting = [];
      waitingBytes = 0;
      return taken;
    },
    /** The rest is read and thrown away, so that the connection can be used again. */
    abandon: (): void => {
      isAbandoned = true;
      waiting = [];
      wire?.stream.resume();
    },
  };
}

/** A copy of one row's value; null for the trailer. The driver uses its buffer again. */
function valueOf(chunk: Buffer<ArrayBuffer>, isFirst: boolean): Buffer<ArrayBuffer> | null {
  const row = isFirst ? chunk.subarray(FILE_HEADER) : chunk;
  if (row.length < ROW_HEADER) return null;
  return Buffer.from(row.subarray(ROW_HEADER));
}
