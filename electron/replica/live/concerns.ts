/** Whether a change can matter to a query: by table, by column, and by row where the query says so. Pure. */
import type { Reads } from '../../../shared/queries/define.ts';
import type { SyncedTableName } from '../../../shared/schema/registry.ts';
import type { ChangedRow, ChangeSet } from '../store/change-log.ts';

export type Affects = (table: SyncedTableName, row: Readonly<Record<string, unknown>>) => boolean;

/** Whether a query with these reads must look again. A row that came, went or moved counts as it was and as it is. */
export function concerns(changes: ChangeSet, reads: Reads, affects: Affects): boolean {
  for (const [table, rows] of changes.tables) {
    const columns = reads[table];
    if (!columns) continue;
    if (rows === 'many') return true;
    for (const row of rows.values()) {
      if (!readsChanged(columns, row)) continue;
      if (row.before && affects(table, row.before)) return true;
      if (row.after && affects(table, row.after)) return true;
    }
  }
  return false;
}

export function readsChanged(columns: readonly string[] | '*', row: ChangedRow): boolean {
  if (columns === '*' || row.columns === 'all') return true;
  return columns.some((column) => row.columns !== 'all' && row.columns.has(column));
}
