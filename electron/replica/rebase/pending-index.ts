/**
 * Which pending mutation touched which rows, in memory. Rows without pending changes cost nothing here, and a question
 * about one row costs the mutations that touched that row, not all of them.
 */
import type { RowKey, SearchKey, Touch } from './resources.ts';

/** Kept by sequence number: the order in which mutations were made and are re-run. */
export type TouchIndex = {
  readonly set: (seq: number, touch: Touch) => void;
  readonly remove: (seq: number) => void;
  readonly touchOf: (seq: number) => Touch | undefined;
  readonly writers: (row: RowKey) => ReadonlySet<number>;
  readonly readers: (row: RowKey) => ReadonlySet<number>;
  readonly searchers: (key: SearchKey) => ReadonlySet<number>;
  readonly changers: (key: SearchKey) => ReadonlySet<number>;
  /** Whether any pending mutation searched this table. */
  readonly isSearched: (table: string) => boolean;
  readonly dirtyRows: () => IterableIterator<RowKey>;
  /** Rows of a table that pending mutations read. */
  readonly readRows: (table: string) => readonly RowKey[];
  readonly searchesOf: (table: string) => readonly SearchKey[];
  readonly seqs: () => IterableIterator<number>;
};

const NONE: ReadonlySet<number> = new Set();

export function createTouchIndex(): TouchIndex {
  const touches = new Map<number, Touch>();
  const writers = new Map<RowKey, Set<number>>();
  const readers = new Map<RowKey, Set<number>>();
  const searchers = new Map<SearchKey, Set<number>>();
  const changers = new Map<SearchKey, Set<number>>();
  const searchedTables = new Map<string, number>();

  const remove = (seq: number): void => {
    const touch = touches.get(seq);
    if (!touch) return;
    touches.delete(seq);
    for (const key of touch.writes) drop(writers, key, seq);
    for (const key of touch.reads) drop(readers, key, seq);
    for (const key of touch.searches) drop(searchers, key, seq);
    for (const key of touch.values) drop(changers, key, seq);
    for (const table of tablesOf(touch)) searchedTables.set(table, (searchedTables.get(table) ?? 1) - 1);
  };
  return {
    set: (seq, touch) => {
      remove(seq);
      touches.set(seq, touch);
      for (const key of touch.writes) add(writers, key, seq);
      for (const key of touch.reads) add(readers, key, seq);
      for (const key of touch.searches) add(searchers, key, seq);
      for (const key of touch.values) add(changers, key, seq);
      for (const table of tablesOf(touch)) searchedTables.set(table, (searchedTables.get(table) ?? 0) + 1);
    },
    remove,
    touchOf: (seq) => touches.get(seq),
    writers: (row) => writers.get(row) ?? NONE,
    readers: (row) => readers.get(row) ?? NONE,
    searchers: (key) => searchers.get(key) ?? NONE,
    changers: (key) => changers.get(key) ?? NONE,
    isSearched: (table) => (searchedTables.get(table) ?? 0) > 0,
    dirtyRows: () => writers.keys(),
    readRows: (table) => [...readers.keys()].filter((key) => key.startsWith(`${table}/`)),
    searchesOf: (table) => [...searchers.keys()].filter((key) => key.startsWith(`${table}?`)),
    seqs: () => touches.keys(),
  };
}

function tablesOf(touch: Touch): ReadonlySet<string> {
  return new Set(touch.searches.map((key) => key.slice(0, key.indexOf('?'))));
}

function add<Key>(index: Map<Key, Set<number>>, key: Key, seq: number): void {
  const present = index.get(key);
  if (present) present.add(seq);
  else index.set(key, new Set([seq]));
}

function drop<Key>(index: Map<Key, Set<number>>, key: Key, seq: number): void {
  const present = index.get(key);
  present?.delete(seq);
  if (present?.size === 0) index.delete(key);
}
