/**
 * What a staged load means for pending mutations, found by comparing the stage with what was known of the server, so
 * that ten thousand pending edits are not re-run because a table was fetched again.
 */
import { tableMeta } from '../../../shared/mutations/columns.ts';
import type { SyncedTableName } from '../../../shared/schema/registry.ts';
import type { TouchIndex } from '../rebase/pending-index.ts';
import type { RowKey, SearchKey } from '../rebase/resources.ts';
import { byTable, changedColumns, rowKey, splitRowKey, valuesOf } from '../rebase/resources.ts';
import type { ImageRow } from '../rebase/shadow.ts';
import { quoted } from '../schema/ddl.ts';
import type { Sql } from '../store/database.ts';
import type { ServerNews } from './server-changes.ts';
import { stageName } from './staging.ts';

/**
 * Brings what is remembered of the server up to the stage, then lays the present local rows over the stage, so that
 * dirty rows look as before once it is swapped in; the rebase does the rest. Call before the swap.
 */
export async function meetStage(sql: Sql, index: TouchIndex, table: SyncedTableName): Promise<ServerNews> {
  const dirty = byTable(index.dirtyRows()).get(table) ?? [];
  const rows: RowKey[] = [];
  const searches: SearchKey[] = [];
  for (const image of await rememberStage(sql, table, dirty)) {
    const columns = changedColumns(image.before, image.after);
    if (columns !== 'all' && columns.size === 0) continue;
    rows.push(rowKey(table, image.id));
    searches.push(...valuesOf({ table, ...image }));
  }
  await layOver(sql, table, dirty);
  rows.push(...(await changedReads(sql, index, table)));
  searches.push(...(await changedSearches(sql, index, table)));
  return { rows, searches };
}

/** Both sides are compared as this replica's types print them, so spelling does not count as a change. */
async function rememberStage(
  sql: Sql,
  table: SyncedTableName,
  ids: readonly string[],
): Promise<readonly ImageRow[]> {
  if (ids.length === 0) return [];
  const known = `to_jsonb(jsonb_populate_record(NULL::${quoted(table)}, old.row))`;
  return sql.query<ImageRow>(
    `UPDATE _shadow s SET row = n.row
     FROM (SELECT i.id, to_jsonb(t) AS row FROM unnest($2::text[]) AS i(id) LEFT JOIN ${quoted(stageName(table))} t ON t.id = i.id::uuid) n
     WHERE s.table_name = $1 AND s.row_id = n.id
     RETURNING s.row_id AS id, CASE WHEN old.row IS NULL THEN NULL ELSE ${known} END AS before, new.row AS after`,
    [table, ids],
  );
}

async function layOver(sql: Sql, table: SyncedTableName, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const columns = tableMeta(table)
    .columns.map((column) => quoted(column.name))
    .join(', ');
  const stage = quoted(stageName(table));
  await sql.query(`DELETE FROM ${stage} WHERE id = ANY($1::text[]::uuid[])`, [ids]);
  await sql.query(
    `INSERT INTO ${stage} (${columns}) SELECT ${columns} FROM ${quoted(table)} WHERE id = ANY($1::text[]::uuid[])`,
    [ids],
  );
}

async function changedReads(sql: Sql, index: TouchIndex, table: SyncedTableName): Promise<readonly RowKey[]> {
  const ids = index.readRows(table).map((key) => splitRowKey(key).id);
  if (ids.length === 0) return [];
  const found = await sql.query<{ id: string }>(
    `SELECT i.id FROM unnest($1::text[]) AS i(id)
     LEFT JOIN ${quoted(table)} o ON o.id = i.id::uuid LEFT JOIN ${quoted(stageName(table))} n ON n.id = i.id::uuid
     WHERE to_jsonb(o) IS DISTINCT FROM to_jsonb(n)`,
    [ids],
  );
  return found.map(({ id }) => rowKey(table, id));
}

/** Searches whose found rows are others now. */
async function changedSearches(
  sql: Sql,
  index: TouchIndex,
  table: SyncedTableName,
): Promise<readonly SearchKey[]> {
  const changed: SearchKey[] = [];
  const byColumn = new Map<string, string[]>();
  for (const key of index.searchesOf(table)) {
    const [, column, value] = /^[^?]*\?([^=]+)=(.*)$/s.exec(key) ?? [];
    if (column === undefined || value === undefined) changed.push(key);
    else byColumn.set(column, [...(byColumn.get(column) ?? []), value]);
  }
  for (const [column, values] of byColumn) {
    const found = (name: string) =>
      `SELECT id, ${quoted(column)}::text AS value FROM ${quoted(name)} WHERE ${quoted(column)}::text = ANY($1::text[])`;
    const [before, after] = [found(table), found(stageName(table))];
    const differing = await sql.query<{ value: string }>(
      `SELECT DISTINCT value FROM ((${before} EXCEPT ${after}) UNION ALL (${after} EXCEPT ${before})) d`,
      [values],
    );
    changed.push(...differing.map(({ value }): SearchKey => `${table}?${column}=${value}`));
  }
  return changed;
}
