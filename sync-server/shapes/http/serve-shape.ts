/** Answers one valid request on a shape: snapshot chunk, catch-up, long poll, event stream or subset. */
import type { Pool } from 'pg';
import { AppError } from '../../../shared/kernel/app-error.ts';
import type { HandleFactory } from '../handles/factory.ts';
import { nextChunk, type Handle } from '../handles/handle.ts';
import type { HandleRegistry } from '../handles/registry.ts';
import { readLive } from '../live/live-reading.ts';
import { eventText, sseEvents } from '../live/sse.ts';
import type { LogReader, LogReading } from '../log/log-reader.ts';
import type { LogTail } from '../log/log-tail.ts';
import type { Pruning } from '../log/prune.ts';
import type { ShapeOptions } from '../options.ts';
import { invalidRequest } from '../request/errors.ts';
import { SNAPSHOT_END, type LogPosition } from '../request/offset.ts';
import type { ShapeRequest } from '../request/shape-request.ts';
import type { Shape } from '../shape/shape.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import { nextCursor } from './cursor.ts';
import { cacheControl, type CacheKind } from './headers.ts';
import { mustRefetchReply } from './replies.ts';
import { messageArray, replyHeaders, shapeReply, upToDateMessage, type ShapeReply } from './shape-reply.ts';
import { textStream } from './streams.ts';
import { readSubset } from './subset-reply.ts';

export type ServeDependencies = {
  readonly options: ShapeOptions;
  readonly readers: Pool;
  readonly registry: HandleRegistry;
  readonly factory: HandleFactory;
  readonly snapshots: SnapshotStore;
  readonly reader: LogReader;
  readonly tail: LogTail;
  readonly pruning: Pruning;
  readonly nowMs: () => number;
  readonly random: () => number;
  /** Aborts when the service stops: whoever waits is answered. */
  readonly stopping: AbortSignal;
  readonly onRead: (handle: Handle) => void;
};

type Context = {
  readonly dependencies: ServeDependencies;
  readonly request: Request;
  readonly asked: ShapeRequest;
  readonly handle: Handle;
};

export async function serveShape(
  dependencies: ServeDependencies,
  request: Request,
  asked: ShapeRequest,
  shape: Shape,
): Promise<Response> {
  const { offset } = asked;
  if (offset.kind !== 'at') {
    const handle = await freshHandle(dependencies, shape);
    const context = { dependencies, request, asked, handle };
    dependencies.onRead(handle);
    if (asked.subset !== undefined) return serveSubset(context, { lsn: 0n, op: 0 });
    return offset.kind === 'start' ? serveChunk(context, shape, 0) : serveNow(context);
  }
  const handle = dependencies.registry.find(asked.handle ?? '');
  if (handle === undefined || handle.shape.key !== shape.key || isCut(dependencies, handle, offset)) {
    const current = await freshHandle(dependencies, shape);
    return mustRefetchReply(current.id, request.method === 'HEAD');
  }
  dependencies.onRead(handle);
  const context = { dependencies, request, asked, handle };
  if (asked.subset !== undefined) return serveSubset(context, offset);
  const chunk = nextChunk(handle, offset);
  return chunk === undefined ? serveLog(context, offset) : serveChunk(context, shape, chunk);
}

/** Whether changes this position still needs have left the log, or rows of the snapshot are gone. */
function isCut({ pruning }: ServeDependencies, handle: Handle, from: LogPosition): boolean {
  if (handle.progress().kind === 'lost' && nextChunk(handle, from) !== undefined) return true;
  const pruned = pruning.prunedLsn(handle.shape.relation.oid);
  return pruned > handle.log.startLsn && pruned > from.lsn;
}

/** The current handle, unless the log behind its snapshot is no longer whole: then a new one takes its place. */
async function freshHandle(dependencies: ServeDependencies, shape: Shape): Promise<Handle> {
  const handle = await dependencies.factory.current(shape);
  if (!isCut(dependencies, handle, { lsn: 0n, op: -1 })) return handle;
  dependencies.registry.retire(shape, handle.id);
  return dependencies.factory.current(shape);
}

function reply(
  context: Context,
  cache: CacheKind,
  end: LogPosition,
  rest: { readonly isUpToDate: boolean; readonly hasData: boolean },
): ShapeReply {
  const { dependencies, request, asked, handle } = context;
  const { options, nowMs, random } = dependencies;
  return {
    ...rest,
    request,
    handle,
    requested: asked.offset,
    cache,
    ages: options,
    end,
    cursor: asked.isLive ? nextCursor(nowMs(), options.longPollMs, asked.cursor, random) : undefined,
  };
}

/** Waits until a snapshot chunk is written, then streams it. */
async function serveChunk(context: Context, shape: Shape, chunk: number): Promise<Response> {
  const { dependencies, handle, request, asked } = context;
  for (;;) {
    const progress = handle.progress();
    if (handle.hasEnded() || progress.kind === 'lost' || progress.kind === 'failed') {
      if (progress.kind === 'failed') throw progress.cause;
      const current = await freshHandle(dependencies, shape);
      return mustRefetchReply(current.id, request.method === 'HEAD');
    }
    if (chunk < progress.chunks) break;
    if (progress.kind === 'done') return serveLog(context, SNAPSHOT_END);
    await handle.moved();
  }
  const cache = asked.isLive ? 'live' : chunk === 0 ? 'first' : 'catch-up';
  const end = { lsn: 0n, op: chunk };
  return shapeReply(reply(context, cache, end, { isUpToDate: false, hasData: true }), () =>
    textStream(bracketed(dependencies.snapshots.readChunk(handle.id, chunk))),
  );
}

async function* bracketed(
  parts: AsyncGenerator<Buffer<ArrayBuffer>, void, void>,
): AsyncGenerator<string | Uint8Array<ArrayBuffer>, void, void> {
  yield '[';
  yield* parts;
  yield ']';
}

async function serveNow(context: Context): Promise<Response> {
  const { reader, tail } = context.dependencies;
  const frontier = tail.frontier();
  const end = (await reader.head(context.handle.log)) ?? SNAPSHOT_END;
  return shapeReply(reply(context, 'catch-up', end, { isUpToDate: true, hasData: false }), () =>
    messageArray([upToDateMessage(frontier)]),
  );
}

/** Where a client stands that asked from here and got nothing. */
function standingAt(from: LogPosition): LogPosition {
  return from.lsn === 0n ? SNAPSHOT_END : from;
}

async function serveLog(context: Context, from: LogPosition): Promise<Response> {
  const { dependencies, asked, handle } = context;
  await boundOffset(context, from);
  const reading = await dependencies.reader.read(handle.log, from);
  if (handle.hasEnded()) return mustRefetchReply(undefined);
  if (asked.isSse) return serveEvents(context, from, reading);
  if (!asked.isLive || reading.messages.length > 0) {
    return logReply(context, from, reading, true);
  }
  return serveLongPoll(context, from);
}

function logReply(context: Context, from: LogPosition, reading: LogReading, hasData: boolean): Response {
  const messages = reading.isComplete
    ? [...reading.messages, upToDateMessage(reading.frontier)]
    : reading.messages;
  const cache = context.asked.isLive ? 'live' : 'catch-up';
  const rest = { isUpToDate: reading.isComplete, hasData };
  return shapeReply(reply(context, cache, reading.end ?? standingAt(from), rest), () =>
    messageArray(messages),
  );
}

async function serveLongPoll(context: Context, from: LogPosition): Promise<Response> {
  const { dependencies, handle, request } = context;
  const { options, reader, tail, nowMs, stopping } = dependencies;
  const outcome = await readLive(reader, tail, {
    handle,
    from,
    deadlineMs: nowMs() + options.longPollMs,
    nowMs,
    signals: [request.signal, stopping],
  });
  if (handle.hasEnded()) return mustRefetchReply(undefined);
  if (outcome.kind === 'news') return logReply(context, from, outcome.reading, true);
  const nothing = { messages: [], end: undefined, isComplete: true, frontier: outcome.frontier };
  return logReply(context, from, nothing, false);
}

/** Backlog is a finished answer; at the head the stream stays open. */
function serveEvents(context: Context, from: LogPosition, reading: LogReading): Response {
  const { dependencies, request, handle } = context;
  const { options, nowMs, stopping } = dependencies;
  if (reading.messages.length > 0) {
    const messages = reading.isComplete
      ? [...reading.messages, upToDateMessage(reading.frontier)]
      : reading.messages;
    const rest = { isUpToDate: reading.isComplete, hasData: true };
    return shapeReply(reply(context, 'sse', reading.end ?? from, rest), () => eventText(messages));
  }
  const gone = new AbortController();
  const headers = replyHeaders(reply(context, 'sse', from, { isUpToDate: true, hasData: true }));
  if (request.method === 'HEAD') return new Response(null, { status: 200, headers });
  const events = sseEvents(dependencies.reader, dependencies.tail, {
    handle,
    from,
    sseMs: options.sseMs,
    keepAliveMs: options.sseKeepAliveMs,
    nowMs,
    signals: [request.signal, stopping, gone.signal],
  });
  return new Response(
    textStream(events, () => gone.abort()),
    { status: 200, headers },
  );
}

const BOUND_STEP_MS = 25;

/** A position nobody has reached: it may come (another instance served it), or the client is wrong. */
async function boundOffset(context: Context, from: LogPosition): Promise<void> {
  const { options, tail, nowMs, stopping } = context.dependencies;
  const deadline = nowMs() + options.longPollMs / 2;
  while (from.lsn > tail.frontier()) {
    if (nowMs() >= deadline || stopping.aborted || context.request.signal.aborted) {
      throw invalidRequest({ offset: ['out of bounds for this shape'] });
    }
    await new Promise((resolve) => setTimeout(resolve, BOUND_STEP_MS));
  }
}

async function serveSubset(context: Context, at: LogPosition): Promise<Response> {
  const { dependencies, request, asked, handle } = context;
  if (asked.subset === undefined) throw new AppError('bug', 'no subset in the request');
  const body = await readSubset(dependencies.readers, handle.shape, asked.subset);
  const headers = replyHeaders(reply(context, 'subset', at, { isUpToDate: false, hasData: true }));
  for (const name of ['etag', 'electric-has-data', 'electric-cursor']) delete headers[name];
  if (asked.isLive) delete headers['electric-schema'];
  headers['electric-snapshot'] = 'true';
  headers['cache-control'] = cacheControl('subset', request.method, dependencies.options);
  return new Response(request.method === 'HEAD' ? null : body, { status: 200, headers });
}
