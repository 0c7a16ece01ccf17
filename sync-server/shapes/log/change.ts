import type { Row } from '../tables/relation.ts';
import type { Lsn } from './lsn.ts';

/**
 * One replicated change. `op` counts the changes of its transaction over all tables in steps of two, so that
 * a change of the primary key has room for its delete and its insert. Both images are whole rows.
 */
export type Change =
  | { readonly op: number; readonly kind: 'insert'; readonly new: Row }
  | { readonly op: number; readonly kind: 'update'; readonly old: Row; readonly new: Row }
  | { readonly op: number; readonly kind: 'delete'; readonly old: Row };

/** A change with its place in the log; `xid` is the 32-bit transaction id. */
export type LogEntry = { readonly lsn: Lsn; readonly xid: number; readonly change: Change };

/** What is stored of an old image: for an update only the columns that differ, as the rest stands in `new`. */
export function storedOld(change: Change): Row | undefined {
  if (change.kind === 'insert') return undefined;
  if (change.kind === 'delete') return change.old;
  const changed: Record<string, string | null> = {};
  for (const [column, value] of Object.entries(change.old)) {
    if (change.new[column] !== value) changed[column] = value;
  }
  return changed;
}

/** Rebuilds a change from its stored form. */
export function restoreChange(op: number, old: Row | undefined, fresh: Row | undefined): Change {
  if (fresh === undefined) return { op, kind: 'delete', old: old ?? {} };
  if (old === undefined) return { op, kind: 'insert', new: fresh };
  return { op, kind: 'update', old: { ...fresh, ...old }, new: fresh };
}

export function oldImage(change: Change): Row | undefined {
  return change.kind === 'insert' ? undefined : change.old;
}

export function newImage(change: Change): Row | undefined {
  return change.kind === 'delete' ? undefined : change.new;
}
