import type { MutableTableName } from '../schema/registry.ts';
import type { RawRow } from './canonical.ts';

/** One row as a mutation changed it, in canonical form. `before` null: created; `after` null: removed. */
export type RowChange = {
  readonly table: MutableTableName;
  readonly id: string;
  readonly before: RawRow | null;
  readonly after: RawRow | null;
};

/** Hears everything a mutation's store does: the replica keeps it for rebase, the runner for the activity. */
export type StoreRecorder = {
  /** Rows asked for by id, there or not. */
  readonly read?: (table: MutableTableName, ids: readonly string[]) => void;
  /** A search: what was asked and which rows were found. A new row with such a value would change the result. */
  readonly lookup?: (
    table: MutableTableName,
    column: string,
    values: readonly (string | number)[],
    foundIds: readonly string[],
  ) => void;
  readonly write?: (change: RowChange) => void;
};

/** Every recorder hears everything, in order. */
export function recordAll(recorders: readonly StoreRecorder[]): StoreRecorder {
  return {
    read: (table, ids) => {
      for (const recorder of recorders) recorder.read?.(table, ids);
    },
    lookup: (table, column, values, foundIds) => {
      for (const recorder of recorders) recorder.lookup?.(table, column, values, foundIds);
    },
    write: (change) => {
      for (const recorder of recorders) recorder.write?.(change);
    },
  };
}
