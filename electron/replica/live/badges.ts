/** The sync badge of a row: an open conflict, then a rejected change, then a pending one, else synced. */
import type { SyncState } from '../../../shared/domain/vocabulary/sync.ts';
import type { SyncedTableName } from '../../../shared/schema/registry.ts';
import type { PendingList } from '../local/pending-list.ts';
import type { RowKey } from '../rebase/resources.ts';
import { rowKey } from '../rebase/resources.ts';
import type { Sql } from '../store/database.ts';

export type Badges = {
  readonly stateOf: (table: SyncedTableName | null, id: string) => SyncState;
  /** Reads the open conflicts again; answers rows whose badge this changed. */
  readonly reread: (sql: Sql) => Promise<ReadonlySet<RowKey>>;
};

export function createBadges(pending: Pick<PendingList, 'stateOf'>): Badges {
  let conflicted: ReadonlySet<RowKey> = new Set();
  return {
    stateOf: (table, id) => {
      if (!table) return 'synced';
      const key = rowKey(table, id);
      return conflicted.has(key) ? 'conflict' : (pending.stateOf(key) ?? 'synced');
    },
    reread: async (sql) => {
      const rows = await sql.query<{ table_name: string; row_id: string }>(
        `SELECT table_name, row_id::text AS row_id FROM conflicts WHERE status = 'open'`,
      );
      const former = conflicted;
      conflicted = new Set(rows.map(({ table_name, row_id }) => rowKey(table_name, row_id)));
      return former.symmetricDifference(conflicted);
    },
  };
}
