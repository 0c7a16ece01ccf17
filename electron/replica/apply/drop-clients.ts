/**
 * Rows of clients that left the reader's scope leave the device at once, pending changes to them included in the view.
 * From then on the replica is of no scope until a load is shown: whoever is given the former scope back before that must
 * not find it complete.
 */
import type { SyncedTableName } from '../../../shared/schema/registry.ts';
import { SYNCED_TABLE_NAMES, syncedTable } from '../../../shared/schema/registry.ts';
import type { ReplicaCore } from '../core.ts';
import type { TouchIndex } from '../rebase/pending-index.ts';
import type { RowKey, SearchKey } from '../rebase/resources.ts';
import { byTable, rowKey, valuesOf } from '../rebase/resources.ts';
import type { ImageRow } from '../rebase/shadow.ts';
import { quoted } from '../schema/ddl.ts';
import { createChangeLog, FOLLOWED_ROWS } from '../store/change-log.ts';
import type { ChangeLog } from '../store/change-log.ts';
import type { Sql } from '../store/database.ts';
import { saveState } from '../store/sync-state.ts';
import { settleNews, NOTHING_REMOVED } from './settle-news.ts';

export async function dropClients(core: ReplicaCore, keep: 'all' | readonly string[]): Promise<void> {
  if (keep === 'all') return;
  await core.database.write('sync', async (sql, onCommit) => {
    const log = createChangeLog();
    const rows: RowKey[] = [];
    const searches: SearchKey[] = [];
    const dirty = byTable(core.pending.index.dirtyRows());
    for (const table of SYNCED_TABLE_NAMES) {
      if (syncedTable(table).visibility === 'own') continue;
      for (const image of await dropRows(sql, table, keep, dirty.get(table) ?? [], log, core.pending.index)) {
        rows.push(rowKey(table, image.id));
        searches.push(...valuesOf({ table, ...image }));
      }
    }
    const former = core.state();
    const state = { ...former, scope: null };
    await saveState(sql, former, state);
    onCommit(() => core.setState(state));
    await settleNews(core, sql, onCommit, log, { rows, searches }, NOTHING_REMOVED);
  });
}

/**
 * Deletes the table's rows out of scope and answers those that pending mutations may be concerned by. A dirty row
 * is only forgotten as the server's; the rebase then re-runs what wrote it, and that is refused out of scope. One that a
 * pending mutation deleted is known by its former row alone, which must not come back.
 */
async function dropRows(
  sql: Sql,
  table: SyncedTableName,
  keep: readonly string[],
  dirty: readonly string[],
  log: ChangeLog,
  index: TouchIndex,
): Promise<readonly ImageRow[]> {
  const outside = isOutside('scope_client_id', 'uuid');
  const forgotten = await sql.query<ImageRow>(
    `UPDATE _shadow s SET row = NULL
     FROM unnest($3::text[]) AS i(id) LEFT JOIN ${quoted(table)} t ON t.id = i.id::uuid
     WHERE s.table_name = $2 AND s.row_id = i.id
       AND ${isOutside(`coalesce(s.row ->> 'scope_client_id', t.scope_client_id::text)`, 'text')}
     RETURNING s.row_id AS id, old.row AS before, NULL::jsonb AS after`,
    [keep, table, dirty],
  );
  const clean = `${outside} AND NOT (id = ANY($2::text[]::uuid[]))`;
  const [count] = await sql.query<{ rows: number }>(
    `SELECT count(*) AS rows FROM (SELECT FROM ${quoted(table)} WHERE ${clean} LIMIT ${FOLLOWED_ROWS + 1}) AS found`,
    [keep, dirty],
  );
  if (!count || count.rows === 0) return forgotten;
  const follow = log.follows(table, count.rows);
  const asked = follow || index.isSearched(table) || index.readRows(table).length > 0;
  const returning = ' RETURNING t.id::text AS id, to_jsonb(old) AS before, NULL::jsonb AS after';
  const deleted = await sql.query<ImageRow>(
    `DELETE FROM ${quoted(table)} t WHERE ${clean}${asked ? returning : ''}`,
    [keep, dirty],
  );
  if (follow) for (const { id, before } of deleted) log.note(table, id, before, null);
  else log.noteMany(table);
  return [...forgotten, ...deleted];
}

/** Rows of the whole agency have no client, and stay: said aloud, because NULL compares as false with an empty list. */
function isOutside(client: string, type: 'uuid' | 'text'): string {
  return `${client} IS NOT NULL AND NOT (${client} = ANY($1::text[]::${type}[]))`;
}
