/**
 * The `fetch` under the stock shape client. The client keeps the protocol (offset, handle, cursor, when to poll); the
 * messages go past it, because its parser calls back for every value of every row: measured 850 ms for a chunk of 14,000
 * wide rows against 50 ms. It is handed a stub that names the delivery, and the reader takes the delivery from here.
 */
import type { AppError } from '../../../../shared/kernel/app-error.ts';
import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import type { Requester } from '../http/requester.ts';
import { createDeliveryShelf, type ShapeDelivery } from './delivery-shelf.ts';
import { readShape, type ShapeAnswer } from './read-shape.ts';

export type ShapeFetch = {
  readonly fetchClient: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** Takes a delivery by the name in its stub; undefined when it was given up. */
  readonly take: (name: string) => ShapeDelivery | undefined;
  /** Why the stream was refused for good, if it was. */
  readonly refusal: () => AppError | null;
};

export const STUB_CONTROL = 'delivery';

/**
 * The client remembers void handles per address, for the whole process, and distrusts a server that names one again: but
 * the same filter has the same handle, and a scope may come back. A parameter that never leaves the process keeps every
 * stream's memory apart.
 */
export const STREAM_MARK = 'stream_mark';
let streamMarks = 0;

export function nextStreamMark(): string {
  streamMarks += 1;
  return `${streamMarks}`;
}

export function createShapeFetch(options: {
  readonly table: SyncedTableName;
  readonly requester: Requester;
  readonly onTrouble: (what: string | null) => void;
}): ShapeFetch {
  const { table, requester, onTrouble } = options;
  const shelf = createDeliveryShelf();
  let refusal: AppError | null = null;

  const fetchClient = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const signal = init?.signal ?? new AbortController().signal;
    const address = new URL(input instanceof Request ? input.url : input);
    const from = address.searchParams.get('offset');
    await shelf.untilFree(from, signal);
    const sent = await requester.send({
      url: (live) => shapeAddress(address, live),
      live: address.searchParams.get('live') === 'true',
      signal,
      read: (answer) => readShape(table, answer),
      onTrouble,
    });
    if (!sent.ok) {
      refusal = sent.error;
      return new Response('[]', { status: 400 });
    }
    if (sent.value.kind === 'refetch') return refetchStub(sent.value.handle);
    const name = shelf.put({ ...sent.value.delivery, isFromStart: from === '-1' });
    return deliveryStub(name, sent.value, address);
  };
  return { fetchClient, take: shelf.take, refusal: () => refusal };
}

function shapeAddress(address: URL, live: boolean): string {
  const url = new URL(address);
  url.searchParams.delete(STREAM_MARK);
  if (!live) url.searchParams.delete('live');
  return url.href;
}

function refetchStub(handle: string | null): Response {
  const headers = handle === null ? undefined : { 'electric-handle': handle };
  return Response.json([{ headers: { control: 'must-refetch' } }], {
    status: 409,
    ...(headers && { headers }),
  });
}

function deliveryStub(
  name: string,
  { delivery, headers }: Extract<ShapeAnswer, { kind: 'delivery' }>,
  address: URL,
): Response {
  const messages: unknown[] = [{ headers: { control: STUB_CONTROL, name } }];
  if (delivery.isUpToDate) messages.push({ headers: { control: 'up-to-date' } });
  const stub: Record<string, string> = {
    'electric-handle': delivery.handle,
    'electric-offset': delivery.offset,
    // Empty, so that no value would be converted.
    'electric-schema': '{}',
    // A long poll that was answered as a short request has no cursor of its own.
    'electric-cursor': headers.get('electric-cursor') ?? address.searchParams.get('cursor') ?? '',
  };
  if (delivery.isUpToDate) stub['electric-up-to-date'] = '';
  return Response.json(messages, { headers: stub });
}
