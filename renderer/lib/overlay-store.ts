/**
 * Changes painted before anything has stored them. A key press lands here first and is on screen in the same frame;
 * the desktop answers a few milliseconds later, when the live row carries the change and the overlay is dropped.
 */
import type { LiveRow, RowValues } from './desktop-client.ts';

export type OverlayRow = Omit<LiveRow, 'sync'> & { readonly sync: LiveRow['sync'] | 'saving' };

export type OverlayPatch = { readonly key: string; readonly fields: RowValues };

type Entry = {
  readonly id: number;
  readonly fields: RowValues;
  /** The call has returned: the change is stored on this device. */
  readonly stored: boolean;
  /** A live row arrived after the change was painted. */
  readonly seen: boolean;
};

export type OverlayStore = {
  /** Paints the patches; the returned id ends them. */
  readonly add: (patches: readonly OverlayPatch[]) => number;
  /** The change is stored; it goes when its live rows have arrived, at the latest after `GRACE_MS`. */
  readonly settle: (id: number) => void;
  /** The change failed: the rows look as before. */
  readonly drop: (id: number) => void;
  /** Live rows arrived. */
  readonly noteRows: (rows: readonly LiveRow[]) => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** The changes painted now; another object whenever they change. */
  readonly view: () => OverlayView;
};

export type OverlayView = {
  /** The row as it is to be drawn; the same object while nothing about it changed. */
  readonly merge: (row: LiveRow) => OverlayRow;
};

/** How long a stored change stays painted if no live row of it is on screen. */
const GRACE_MS = 500;

type Timer = (run: () => void, delayMs: number) => void;

export function createOverlayStore(
  later: Timer = (run, delayMs) => void setTimeout(run, delayMs),
): OverlayStore {
  const entriesByKey = new Map<string, readonly Entry[]>();
  const merged = new WeakMap<LiveRow, { readonly entries: readonly Entry[]; readonly row: OverlayRow }>();
  const listeners = new Set<() => void>();
  let lastId = 0;
  let view: OverlayView = { merge };

  function merge(row: LiveRow): OverlayRow {
    const entries = entriesByKey.get(row.key);
    if (!entries) return row;
    const cached = merged.get(row);
    if (cached?.entries === entries) return cached.row;
    const next = mergeEntries(row, entries);
    merged.set(row, { entries, row: next });
    return next;
  }

  function changed(): void {
    view = { merge };
    for (const listener of listeners) listener();
  }

  function rewrite(change: (entry: Entry) => Entry | null, keys: Iterable<string>): void {
    let touched = false;
    for (const key of keys) {
      const before = entriesByKey.get(key);
      if (!before) continue;
      const after = before.flatMap((entry) => change(entry) ?? []);
      if (after.length === before.length && after.every((entry, index) => entry === before[index])) continue;
      if (after.length === 0) entriesByKey.delete(key);
      else entriesByKey.set(key, after);
      touched = true;
    }
    if (touched) changed();
  }

  function drop(id: number): void {
    rewrite((entry) => (entry.id === id ? null : entry), [...entriesByKey.keys()]);
  }

  return {
    add(patches) {
      lastId += 1;
      for (const { key, fields } of patches) {
        const entry: Entry = { id: lastId, fields, stored: false, seen: false };
        entriesByKey.set(key, [...(entriesByKey.get(key) ?? []), entry]);
      }
      changed();
      return lastId;
    },
    settle(id) {
      rewrite(
        (entry) => (entry.id !== id ? entry : entry.seen ? null : { ...entry, stored: true }),
        [...entriesByKey.keys()],
      );
      later(() => drop(id), GRACE_MS);
    },
    drop,
    noteRows(rows) {
      if (entriesByKey.size === 0) return;
      rewrite(
        (entry) => (entry.stored ? null : entry.seen ? entry : { ...entry, seen: true }),
        rows.map((row) => row.key),
      );
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    view: () => view,
  };
}

function mergeEntries(row: LiveRow, entries: readonly Entry[]): OverlayRow {
  const fields = entries.reduce<RowValues>((values, entry) => ({ ...values, ...entry.fields }), row.row);
  const isStored = entries.every((entry) => entry.stored);
  return { key: row.key, row: fields, sync: isStored ? 'saved_here' : 'saving' };
}
