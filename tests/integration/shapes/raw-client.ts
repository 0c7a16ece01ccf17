/** The smallest possible client of the protocol: a place in the log and the rows it amounts to. */
import { z } from 'zod';

const messageSchema = z.object({
  key: z.string().optional(),
  value: z.record(z.string(), z.string().nullable()).optional(),
  headers: z.object({
    operation: z.enum(['insert', 'update', 'delete']).optional(),
    control: z.string().optional(),
    lsn: z.string().optional(),
    last: z.boolean().optional(),
    op_position: z.number().optional(),
    global_last_seen_lsn: z.string().optional(),
  }),
});

export type RawMessage = z.infer<typeof messageSchema>;
export type Ask = (path: string) => Promise<Response>;

export type RawClient = {
  readonly rows: ReadonlyMap<string, Readonly<Record<string, string | null>>>;
  readonly handle: () => string;
  readonly offset: () => string;
  readonly refetches: () => number;
  readonly frontier: () => bigint;
  /** One request; gives its messages. Throws when a row is inserted twice, or changed without being there. */
  readonly step: (
    isLive?: boolean,
  ) => Promise<{ readonly messages: readonly RawMessage[]; readonly isUpToDate: boolean }>;
  /** Requests until the log is read. */
  readonly catchUp: () => Promise<void>;
};

export function createRawClient(ask: Ask, definition: string): RawClient {
  const rows = new Map<string, Record<string, string | null>>();
  let handle = '';
  let offset = '-1';
  let refetches = 0;
  let frontier = 0n;

  const apply = (message: RawMessage): void => {
    const { operation, control } = message.headers;
    if (control === 'up-to-date') frontier = BigInt(message.headers.global_last_seen_lsn ?? '0');
    if (operation === undefined || message.key === undefined) return;
    const isThere = rows.has(message.key);
    if (operation === 'insert' && isThere) throw new Error(`${message.key} is inserted twice`);
    if (operation !== 'insert' && !isThere)
      throw new Error(`${operation} of ${message.key}, which is not there`);
    if (operation === 'delete') rows.delete(message.key);
    else rows.set(message.key, { ...rows.get(message.key), ...message.value });
  };
  const step: RawClient['step'] = async (isLive = false) => {
    const place = `${handle === '' ? '' : `&handle=${handle}`}${isLive && offset !== '-1' ? '&live=true' : ''}`;
    const response = await ask(`/v1/shape?${definition}&offset=${offset}${place}`);
    const text = await response.text();
    if (response.status === 409) {
      refetches += 1;
      handle = '';
      offset = '-1';
      rows.clear();
      return { messages: [], isUpToDate: false };
    }
    if (response.status !== 200) throw new Error(`${response.status} ${text}`);
    handle = response.headers.get('electric-handle') ?? '';
    offset = response.headers.get('electric-offset') ?? '';
    const messages = z.array(messageSchema).parse(JSON.parse(text));
    for (const message of messages) apply(message);
    return { messages, isUpToDate: response.headers.has('electric-up-to-date') };
  };
  return {
    rows,
    handle: () => handle,
    offset: () => offset,
    refetches: () => refetches,
    frontier: () => frontier,
    step,
    catchUp: async () => {
      while (!(await step()).isUpToDate);
    },
  };
}

/** Catches up until the service has passed a position of the write-ahead log. */
export async function catchUpTo(client: RawClient, lsn: bigint): Promise<void> {
  do await client.catchUp();
  while (client.frontier() < lsn);
}
