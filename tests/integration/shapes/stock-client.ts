/** The stock Electric client, unmodified, and a plain materialisation of what it delivers. */
import {
  isChangeMessage,
  isControlMessage,
  Shape,
  ShapeStream,
  type Message,
  type Row,
  type ShapeStreamOptions,
} from '@electric-sql/client';

export type Materialised = {
  readonly stream: ShapeStream;
  readonly rows: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly messages: readonly Message[];
  /** Resolves when the rows satisfy the condition at an up-to-date point. */
  readonly until: (
    condition: (rows: ReadonlyMap<string, Readonly<Record<string, unknown>>>) => boolean,
  ) => Promise<void>;
  readonly refetches: () => number;
  readonly stop: () => void;
};

export function follow(
  url: string,
  params: ShapeStreamOptions['params'],
  options: Partial<ShapeStreamOptions> = {},
): Materialised {
  const abort = new AbortController();
  const stream = new ShapeStream({
    url: `${url}/v1/shape`,
    ...(params === undefined ? {} : { params }),
    signal: abort.signal,
    backoffOptions: { initialDelay: 20, maxDelay: 200, multiplier: 2 },
    ...options,
  });
  const rows = new Map<string, Record<string, unknown>>();
  const messages: Message[] = [];
  const waiting = new Set<() => void>();
  let refetches = 0;
  let isUpToDate = false;
  stream.subscribe(
    (batch) => {
      for (const message of batch) {
        messages.push(message);
        if (isChangeMessage(message)) {
          isUpToDate = false;
          if (message.headers.operation === 'delete') rows.delete(message.key);
          else rows.set(message.key, { ...rows.get(message.key), ...message.value });
        } else if (isControlMessage(message) && message.headers.control === 'must-refetch') {
          refetches += 1;
          isUpToDate = false;
          rows.clear();
        } else if (isControlMessage(message) && message.headers.control === 'up-to-date') {
          isUpToDate = true;
        }
      }
      for (const check of waiting) check();
    },
    () => undefined,
  );
  return {
    stream,
    rows,
    messages,
    refetches: () => refetches,
    until: (condition) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!isUpToDate || !condition(rows)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    stop: () => abort.abort(),
  };
}

/** A Shape, whose own types do not know `exactOptionalPropertyTypes`. */
export function shapeOf(stream: ShapeStream<Row>): Shape<Row> {
  return new Shape<Row>(stream as unknown as ConstructorParameters<typeof Shape<Row>>[0]);
}
