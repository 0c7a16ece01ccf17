/**
 * Which pending mutations must be put back and re-run after news, decided from what they touched. Pure: the SQL is
 * apart (run-rebase.ts drives both).
 *
 * A mutation must be re-run when something it read or wrote is different now, or when a row it wrote is put back.
 * Mutations that only read the same row do not concern each other.
 */
import type { TouchIndex } from './pending-index.ts';
import type { RowKey, SearchKey, Touch } from './resources.ts';

export type News = {
  /** Pending mutations that arrived from the server, were rejected or were withdrawn. */
  readonly removed: ReadonlySet<number>;
  /** Rows whose server version changed. */
  readonly rows: Iterable<RowKey>;
  /** Searches whose result changed with them. */
  readonly searches: Iterable<SearchKey>;
  /** Mutations to re-run for another reason, such as a new actor. */
  readonly seqs?: Iterable<number>;
};

/** The smallest view of the index that planning needs; a re-run may widen it (see `widened`). */
export type Touches = Pick<TouchIndex, 'touchOf' | 'writers' | 'readers' | 'searchers' | 'changers'>;

/** Rows that only removed mutations wrote: they simply become what the server says. */
export function settledRows(touches: Touches, removed: ReadonlySet<number>): RowKey[] {
  const rows = new Set<RowKey>();
  for (const seq of removed) for (const row of touches.touchOf(seq)?.writes ?? []) rows.add(row);
  return [...rows].filter((row) => [...touches.writers(row)].every((seq) => removed.has(seq)));
}

/** Mutations that the news concerns directly. `news.rows` must name settled rows that turned out different. */
export function concerned(touches: Touches, news: News): Set<number> {
  const seqs = new Set<number>();
  const note = (found: Iterable<number>) => {
    for (const seq of found) if (!news.removed.has(seq)) seqs.add(seq);
  };
  note(news.seqs ?? []);
  for (const row of news.rows) {
    note(touches.writers(row));
    note(touches.readers(row));
  }
  for (const key of news.searches) note(touches.searchers(key));
  for (const seq of news.removed) {
    const touch = touches.touchOf(seq);
    const shared = (touch?.writes ?? []).filter((row) =>
      [...touches.writers(row)].some((other) => !news.removed.has(other)),
    );
    for (const row of shared) {
      note(touches.writers(row));
      note(touches.readers(row));
    }
    if (shared.length > 0) for (const key of touch?.values ?? []) note(touches.searchers(key));
  }
  return seqs;
}

/** Everything that must be re-run with `seeds`, in order. */
export function closure(
  touches: Touches,
  seeds: Iterable<number>,
  removed: ReadonlySet<number>,
): readonly number[] {
  const found = new Set<number>();
  const open = [...seeds];
  const note = (seqs: Iterable<number>, after: number) => {
    for (const seq of seqs) if (seq > after && !found.has(seq)) open.push(seq);
  };
  for (let seq = open.pop(); seq !== undefined; seq = open.pop()) {
    if (found.has(seq) || removed.has(seq)) continue;
    found.add(seq);
    const touch = touches.touchOf(seq);
    if (!touch) continue;
    for (const row of touch.writes) {
      // Putting the row back undoes every mutation that wrote it, earlier ones too.
      note(touches.writers(row), -Infinity);
      note(touches.readers(row), seq);
    }
    // A re-run must not see what later mutations did.
    for (const row of touch.reads) note(touches.writers(row), seq);
    for (const key of touch.values) note(touches.searchers(key), seq);
    for (const key of touch.searches) note(touches.changers(key), seq);
  }
  return [...found].sort((left, right) => left - right);
}

/** Rows to put back before re-running `seqs`. */
export function rowsToRestore(touches: Touches, seqs: Iterable<number>): RowKey[] {
  const rows = new Set<RowKey>();
  for (const seq of seqs) for (const row of touches.touchOf(seq)?.writes ?? []) rows.add(row);
  return [...rows];
}

export function union(left: Touch | undefined, right: Touch): Touch {
  if (!left) return right;
  const both = <Key>(one: readonly Key[], two: readonly Key[]) => [...new Set([...one, ...two])];
  return {
    reads: both(left.reads, right.reads),
    writes: both(left.writes, right.writes),
    searches: both(left.searches, right.searches),
    values: both(left.values, right.values),
  };
}
