/**
 * The stream of one table: the stock shape client, with every delivery handed over one at a time and awaited.
 * It never skips: the client asks for the next only when the previous was taken.
 */
import { ShapeStream, type Offset } from '@electric-sql/client';
import { AppError } from '../../../../shared/kernel/app-error.ts';
import { SCHEMA_VERSION, type SyncedTableName } from '../../../../shared/schema/registry.ts';
import { parseOffset } from '../protocol/log-position.ts';
import type { Requester } from '../http/requester.ts';
import type { ShapeDelivery } from './delivery-shelf.ts';
import { createShapeFetch, nextStreamMark, STREAM_MARK, STUB_CONTROL } from './shape-fetch.ts';

export type TableStreamHandlers = {
  /** Awaited before the next request: back-pressure. Must not reject. */
  readonly deliver: (delivery: ShapeDelivery) => Promise<void>;
  /** The shape is void; its next delivery starts from the beginning. Awaited as well. */
  readonly refetch: () => Promise<void>;
  /** The server refused it, or (`bug`) the stream broke: it is over, and may be opened anew where it was. */
  readonly refused: (error: AppError) => void;
  /** It is being retried for this reason; null when it goes through again. */
  readonly troubled: (what: string | null) => void;
};

export type TableStreamOptions = {
  readonly table: SyncedTableName;
  readonly serverUrl: string;
  /** Where to go on; null for the beginning. */
  readonly resume: { readonly handle: string; readonly offset: string } | null;
  readonly requester: Requester;
  readonly signal: AbortSignal;
  readonly handlers: TableStreamHandlers;
};

/** Opens the stream. It ends with its signal, or when it is refused. */
export function openTableStream(options: TableStreamOptions): void {
  const { table, handlers, signal, resume } = options;
  const shapeFetch = createShapeFetch({
    table,
    requester: options.requester,
    onTrouble: handlers.troubled,
  });
  const stream = new ShapeStream({
    url: shapeUrl(options.serverUrl),
    params: { table, schema_version: `${SCHEMA_VERSION}`, [STREAM_MARK]: nextStreamMark() },
    ...(resume && isOffset(resume.offset) ? { handle: resume.handle, offset: resume.offset } : {}),
    fetchClient: shapeFetch.fetchClient,
    signal,
    liveRequestTimeoutMs: false,
    warnOnHttp: false,
    onError: (error) => {
      if (signal.aborted) return;
      handlers.refused(shapeFetch.refusal() ?? unexpected(table, error));
    },
  });

  // The client's own resets (it drops its position when it suspects a stale cache) show as a delivery from the start.
  let isAtStart = resume === null;
  const refetch = async (isForced: boolean): Promise<void> => {
    if (isAtStart && !isForced) return;
    isAtStart = true;
    await handlers.refetch();
  };
  stream.subscribe(async (messages) => {
    for (const { headers } of messages) {
      if (signal.aborted) return;
      if (headers['control'] === 'must-refetch') await refetch(true);
      if (headers['control'] !== STUB_CONTROL) continue;
      const { name } = headers;
      const delivery = typeof name === 'string' ? shapeFetch.take(name) : undefined;
      if (!delivery) return handlers.refused(unexpected(table, new Error('a delivery was lost on its way')));
      if (delivery.isFromStart) await refetch(false);
      if (signal.aborted) return;
      isAtStart = false;
      await handlers.deliver(delivery);
    }
  });
}

export function shapeUrl(serverUrl: string): string {
  return new URL('v1/shape', serverUrl.endsWith('/') ? serverUrl : `${serverUrl}/`).href;
}

function isOffset(text: string): text is Offset {
  return parseOffset(text) !== null;
}

function unexpected(table: SyncedTableName, cause: Error): AppError {
  return new AppError('bug', `the stream of ${table} ended: ${cause.message}`, { cause });
}
