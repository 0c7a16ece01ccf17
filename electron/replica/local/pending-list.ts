/**
 * The pending mutations in memory. It follows the database: changed only after the transaction that changed `_pending`
 * has committed, and rebuilt from that table at open.
 */
import type { SyncState } from '../../../shared/domain/vocabulary/sync.ts';
import type { TouchIndex } from '../rebase/pending-index.ts';
import { createTouchIndex } from '../rebase/pending-index.ts';
import type { RowKey } from '../rebase/resources.ts';
import type { PendingEntry } from './pending-rows.ts';

export type PendingList = {
  readonly byId: (id: string) => PendingEntry | undefined;
  /** An entry that has effects (not a rejected one). */
  readonly active: (seq: number) => PendingEntry | undefined;
  readonly all: () => IterableIterator<PendingEntry>;
  /** Touches of active entries. */
  readonly index: TouchIndex;
  readonly put: (entry: PendingEntry) => void;
  readonly remove: (id: string) => void;
  readonly markSent: (ids: readonly string[]) => readonly RowKey[];
  /** What pending changes say about a row; null when they say nothing. */
  readonly stateOf: (row: RowKey) => SyncState | null;
};

export function createPendingList(entries: readonly PendingEntry[]): PendingList {
  const byId = new Map<string, PendingEntry>();
  const bySeq = new Map<number, PendingEntry>();
  const index = createTouchIndex();
  const sent = new Set<string>();
  const rejectedRows = new Map<RowKey, number>();

  const countRejected = (entry: PendingEntry, by: 1 | -1): void => {
    for (const row of entry.touch.writes) {
      const count = (rejectedRows.get(row) ?? 0) + by;
      if (count > 0) rejectedRows.set(row, count);
      else rejectedRows.delete(row);
    }
  };
  const remove = (id: string): void => {
    const entry = byId.get(id);
    if (!entry) return;
    byId.delete(id);
    if (entry.state === 'rejected') countRejected(entry, -1);
    else if (bySeq.get(entry.mutation.seq) === entry) {
      bySeq.delete(entry.mutation.seq);
      index.remove(entry.mutation.seq);
    }
  };
  const put = (entry: PendingEntry): void => {
    remove(entry.mutation.id);
    byId.set(entry.mutation.id, entry);
    if (entry.state === 'rejected') countRejected(entry, 1);
    else {
      bySeq.set(entry.mutation.seq, entry);
      index.set(entry.mutation.seq, entry.touch);
    }
  };
  for (const entry of entries) put(entry);
  return {
    byId: (id) => byId.get(id),
    active: (seq) => bySeq.get(seq),
    all: () => byId.values(),
    index,
    put,
    remove: (id) => {
      remove(id);
      sent.delete(id);
    },
    markSent: (ids) =>
      ids.flatMap((id) => {
        const entry = byId.get(id);
        if (!entry || sent.has(id)) return [];
        sent.add(id);
        return entry.touch.writes;
      }),
    stateOf: (row) => {
      if (rejectedRows.has(row)) return 'rejected';
      const writers = [...index.writers(row)].flatMap((seq) => bySeq.get(seq) ?? []);
      if (writers.length === 0) return null;
      const allSent = writers.every(({ mutation, state }) => state === 'accepted' || sent.has(mutation.id));
      return allSent ? 'waiting' : 'saved_here';
    },
  };
}
