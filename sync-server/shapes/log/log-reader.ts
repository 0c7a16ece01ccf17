/**
 * Reads a shape's log: from memory when the tail reaches back far enough, otherwise from the database. The frontier is
 * taken together with the tail, so everything up to it is in the answer.
 */
import type { LogPosition } from '../request/offset.ts';
import type { Shape } from '../shape/shape.ts';
import type { Queryable } from '../storage/database.ts';
import { matchRows } from '../where/evaluate.ts';
import { newImage, oldImage, type LogEntry } from './change.ts';
import { createChunkBuilder, type LogChunk } from './chunk.ts';
import type { LogPages } from './log-pages.ts';
import type { LogTail, TailTransaction } from './log-tail.ts';
import type { Lsn } from './lsn.ts';
import { renderEntry, type RenderedMessage } from './render.ts';
import { isVisible, type SnapshotWindow } from './visibility.ts';

/** A shape's log begins after its snapshot: later than `startLsn`, without what the snapshot already shows. */
export type ShapeLog = { readonly shape: Shape; readonly startLsn: Lsn; readonly window: SnapshotWindow };

export type LogReading = LogChunk & { readonly frontier: Lsn };

export type LogReader = {
  readonly read: (log: ShapeLog, from: LogPosition) => Promise<LogReading>;
  /** Position of the newest change of the shape's table, undefined when its log has none. */
  readonly head: (log: ShapeLog) => Promise<LogPosition | undefined>;
  /** False when nothing can have happened after the position. Costs no query. */
  readonly mayHaveNews: (log: ShapeLog, from: LogPosition) => boolean;
};

export type LogReaderDependencies = {
  readonly database: Queryable;
  readonly pages: LogPages;
  readonly tail: LogTail;
  readonly chunkBytes: number;
};

export function createLogReader({ database, pages, tail, chunkBytes }: LogReaderDependencies): LogReader {
  const render = async (shape: Shape, entries: readonly LogEntry[]): Promise<readonly RenderedMessage[]> => {
    const { relation, filter } = shape;
    const images = entries.map(({ change }) => [oldImage(change), newImage(change)] as const);
    const rows = images.flat().filter((row) => row !== undefined);
    const matches = await matchRows(database, filter, relation.columns, rows);
    let next = 0;
    const take = (isThere: boolean): boolean => (isThere ? matches[next++] === true : false);
    return entries.flatMap((entry, index) => {
      const [old, fresh] = images[index] ?? [];
      return renderEntry(shape, entry, { old: take(old !== undefined), new: take(fresh !== undefined) });
    });
  };
  const renderTransaction = (
    shape: Shape,
    transaction: TailTransaction,
  ): Promise<readonly RenderedMessage[]> => {
    const known = transaction.memo.get(shape.key);
    if (known !== undefined) return known;
    const { lsn, xid } = transaction;
    const changes = transaction.byRelid.get(shape.relation.oid) ?? [];
    const rendered = render(
      shape,
      changes.map((change) => ({ lsn, xid, change })),
    );
    transaction.memo.set(shape.key, rendered);
    rendered.catch(() => transaction.memo.delete(shape.key));
    return rendered;
  };
  const mayHaveNews = (log: ShapeLog, from: LogPosition): boolean => {
    const last = tail.lastChange(log.shape.relation.oid);
    if (last === undefined || last.lsn <= log.startLsn) return false;
    return last.lsn > from.lsn || (last.lsn === from.lsn && last.op >= from.op);
  };

  const read = async (log: ShapeLog, from: LogPosition): Promise<LogReading> => {
    const frontier = tail.frontier();
    const start = from.lsn > log.startLsn ? from : { lsn: log.startLsn, op: Number.POSITIVE_INFINITY };
    const builder = createChunkBuilder(start, chunkBytes);
    if (!mayHaveNews(log, from)) return { ...builder.finish(), frontier };
    const transactions = tail.since(start);
    if (transactions === undefined) {
      // One step back: the second half of a key change shares its entry with the first.
      const before = Number.isFinite(start.op) ? { lsn: start.lsn, op: start.op - 2 } : start;
      for await (const page of pages(log.shape.relation.oid, before, frontier)) {
        const fresh = page.filter((entry) => !isVisible(entry.xid, log.window));
        if (!builder.add(await render(log.shape, fresh))) break;
      }
      return { ...builder.finish(), frontier };
    }
    for (const transaction of transactions) {
      if (!transaction.byRelid.has(log.shape.relation.oid) || isVisible(transaction.xid, log.window))
        continue;
      if (!builder.add(await renderTransaction(log.shape, transaction))) break;
    }
    return { ...builder.finish(), frontier };
  };

  const head = async (log: ShapeLog): Promise<LogPosition | undefined> => {
    const last = tail.lastChange(log.shape.relation.oid);
    if (last === undefined || last.lsn <= log.startLsn) return undefined;
    const reading = await read(log, { lsn: last.lsn, op: last.op - 1 });
    return reading.end ?? last;
  };
  return { read, head, mayHaveNews };
}
