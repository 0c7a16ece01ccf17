/** Answers with rows or log messages, and the headers that tell a client where it now stands. */
import type { Handle } from '../handles/handle.ts';
import { formatOffset, formatPosition, type LogPosition, type Offset } from '../request/offset.ts';
import { electricSchema } from '../tables/electric-schema.ts';
import type { Lsn } from '../log/lsn.ts';
import { baseHeaders, cacheControl, JSON_TYPE, type CacheAges, type CacheKind } from './headers.ts';

export type ReplyContext = {
  readonly request: Request;
  readonly handle: Handle;
  readonly requested: Offset;
  readonly cache: CacheKind;
  readonly ages: CacheAges;
  readonly cursor: number | undefined;
};

export type ShapeReply = ReplyContext & {
  readonly end: LogPosition;
  readonly isUpToDate: boolean;
  readonly hasData: boolean;
};

/** Makes an answer that no cache may revalidate: nothing happened, but the next moment may differ. */
let monotonic = BigInt(Date.now());

function etagOf(reply: ShapeReply): string {
  const end = formatPosition(reply.end);
  const unique = reply.hasData ? '' : `:-${(monotonic += 1n)}`;
  return `"${reply.handle.id}:${formatOffset(reply.requested)}:${end}${unique}"`;
}

export function replyHeaders(reply: ShapeReply): Record<string, string> {
  const isLive = reply.cache === 'live' || reply.cache === 'sse';
  return {
    ...baseHeaders(true),
    ...(reply.cache === 'sse' ? { 'content-type': 'text/event-stream' } : JSON_TYPE),
    'cache-control': cacheControl(reply.cache, reply.request.method, reply.ages),
    etag: etagOf(reply),
    'electric-handle': reply.handle.id,
    'electric-offset': formatPosition(reply.end),
    'electric-has-data': String(reply.hasData),
    ...(reply.isUpToDate ? { 'electric-up-to-date': '' } : {}),
    ...(isLive ? {} : { 'electric-schema': asciiHeader(electricSchema(reply.handle.shape.columns)) }),
    ...(reply.cursor === undefined ? {} : { 'electric-cursor': String(reply.cursor) }),
  };
}

/** Headers carry Latin-1 at most; JSON can say everything else in escapes. */
export function asciiHeader(json: string): string {
  return json.replaceAll(/[^\x20-\x7e]/g, (character) =>
    Array.from(
      { length: character.length },
      (_, index) => String.raw`\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}

/** The 304 for a request whose etag still stands, undefined otherwise. */
export function notModified(reply: ShapeReply): Response | undefined {
  if (!reply.hasData) return undefined;
  const headers = replyHeaders(reply);
  if (reply.request.headers.get('if-none-match') !== headers['etag']) return undefined;
  delete headers['electric-schema'];
  delete headers['electric-up-to-date'];
  return new Response(null, { status: 304, headers });
}

export function shapeReply(reply: ShapeReply, body: () => BodyInit): Response {
  const unchanged = notModified(reply);
  if (unchanged !== undefined) return unchanged;
  const isHead = reply.request.method === 'HEAD';
  return new Response(isHead ? null : body(), { status: 200, headers: replyHeaders(reply) });
}

export function upToDateMessage(frontier: Lsn): string {
  return `{"headers":{"control":"up-to-date","global_last_seen_lsn":"${frontier}"}}`;
}

export function messageArray(messages: readonly string[]): string {
  return `[${messages.join(',')}]`;
}
