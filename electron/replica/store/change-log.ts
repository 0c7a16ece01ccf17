/**
 * What one transaction changed, row by row, for live queries: who reads these rows and columns must look again.
 * Beyond a number of rows of one table only "many" is kept; a live query then starts over, which is cheaper.
 */
import type { SyncedTableName } from '../../../shared/schema/registry.ts';
import { changedColumns } from '../rebase/resources.ts';

export type RowImage = Readonly<Record<string, unknown>>;

export type ChangedRow = {
  readonly id: string;
  readonly before: RowImage | null;
  readonly after: RowImage | null;
  readonly columns: ReadonlySet<string> | 'all';
};

export type TableChanges = ReadonlyMap<string, ChangedRow> | 'many';
export type ChangeSet = {
  readonly tables: ReadonlyMap<SyncedTableName, TableChanges>;
  /** Row keys whose sync badge may differ now; 'all' after a load. */
  readonly badges: ReadonlySet<string> | 'all';
};

/** Rows of one table that are followed one by one. */
export const FOLLOWED_ROWS = 200;

type Images = { readonly before: RowImage | null; after: RowImage | null };

export type ChangeLog = {
  readonly note: (
    table: SyncedTableName,
    id: string,
    before: RowImage | null,
    after: RowImage | null,
  ) => void;
  readonly noteMany: (table: SyncedTableName) => void;
  /** Whether single rows of this table are still followed when so many more come. */
  readonly follows: (table: SyncedTableName, more: number) => boolean;
  readonly noteBadge: (key: string) => void;
  readonly noteAllBadges: () => void;
  /** For a savepoint: what was noted after it can be forgotten. */
  readonly copy: () => () => void;
  readonly result: () => ChangeSet;
};

export function createChangeLog(): ChangeLog {
  let tables = new Map<SyncedTableName, Map<string, Images> | 'many'>();
  const badges = new Set<string>();
  let allBadges = false;

  const rowsOf = (table: SyncedTableName): Map<string, Images> | 'many' => {
    const present = tables.get(table);
    if (present) return present;
    const fresh = new Map<string, Images>();
    tables.set(table, fresh);
    return fresh;
  };
  return {
    note: (table, id, before, after) => {
      const rows = rowsOf(table);
      if (rows === 'many') return;
      const known = rows.get(id);
      if (known) known.after = after;
      else if (rows.size >= FOLLOWED_ROWS) tables.set(table, 'many');
      else rows.set(id, { before, after });
    },
    noteMany: (table) => tables.set(table, 'many'),
    follows: (table, more) => {
      const rows = tables.get(table);
      return rows !== 'many' && (rows?.size ?? 0) + more <= FOLLOWED_ROWS;
    },
    noteBadge: (key) => badges.add(key),
    noteAllBadges: () => {
      allBadges = true;
    },
    copy: () => {
      const saved = new Map(
        [...tables].map(([table, rows]) => [
          table,
          rows === 'many' ? rows : new Map([...rows].map(([id, images]) => [id, { ...images }])),
        ]),
      );
      return () => {
        tables = saved;
      };
    },
    result: () => ({
      tables: new Map([...tables].flatMap(([table, rows]) => realChanges(table, rows))),
      badges: allBadges ? 'all' : badges,
    }),
  };
}

/** Rows that are as they were are left out. */
function realChanges(
  table: SyncedTableName,
  rows: ReadonlyMap<string, Images> | 'many',
): readonly (readonly [SyncedTableName, TableChanges])[] {
  if (rows === 'many') return [[table, rows]];
  const changed = new Map<string, ChangedRow>();
  for (const [id, { before, after }] of rows) {
    const columns = changedColumns(before, after);
    if (columns === 'all' || columns.size > 0) changed.set(id, { id, before, after, columns });
  }
  return changed.size > 0 ? [[table, changed]] : [];
}
