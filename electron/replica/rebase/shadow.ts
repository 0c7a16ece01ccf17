/**
 * The server's version of rows that pending mutations changed, kept beside the table while they are dirty. A row that
 * does not exist on the server is remembered as NULL.
 */
import { tableMeta } from '../../../shared/mutations/columns.ts';
import type { SyncedTableName } from '../../../shared/schema/registry.ts';
import type { NetGroup } from '../apply/net-changes.ts';
import { jsonRows, recordsOf } from '../apply/row-statements.ts';
import { quoted } from '../schema/ddl.ts';
import type { Sql } from '../store/database.ts';
import type { RowImage } from '../store/change-log.ts';
import type { RowKey } from './resources.ts';
import { byTable } from './resources.ts';

export type ImageRow = {
  readonly id: string;
  readonly before: RowImage | null;
  readonly after: RowImage | null;
};

/** Remembers rows as they were before their first pending change. Rows remembered already stay as they are. */
export async function remember(
  sql: Sql,
  rows: readonly { readonly table: SyncedTableName; readonly id: string; readonly before: RowImage | null }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `INSERT INTO _shadow (table_name, row_id, row)
     SELECT r."table", r.id, nullif(r.before, 'null'::jsonb)
     FROM json_to_recordset($1::text::json) AS r("table" text, id text, before jsonb)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows.map(({ table, id, before }) => ({ table, id, before })))],
  );
}

/** Brings remembered rows up to the server's news. Answers the rows before and after. */
export async function updateShadows(sql: Sql, group: NetGroup): Promise<readonly ImageRow[]> {
  const returning = 'RETURNING s.row_id AS id, old.row AS before, new.row AS after';
  if (group.op === 'delete') {
    return sql.query<ImageRow>(
      `UPDATE _shadow s SET row = NULL WHERE s.table_name = $1 AND s.row_id = ANY($2::text[]) ${returning}`,
      [group.table, group.changes.map((change) => change.id)],
    );
  }
  // A patch of a row that the server does not have changes nothing; NULL || x is NULL.
  const value = group.op === 'put' ? 'n.row' : 's.row || n.row';
  return sql.query<ImageRow>(
    `UPDATE _shadow s SET row = ${value} FROM (${jsonRows(group)}) n WHERE s.table_name = $2 AND s.row_id = n.id ${returning}`,
    [recordsOf(group), group.table],
  );
}

/** Puts rows back to what is remembered. Answers those that this changed, before and after. */
export async function restore(
  sql: Sql,
  table: SyncedTableName,
  ids: readonly string[],
): Promise<readonly ImageRow[]> {
  const columns = tableMeta(table).columns.map((column) => quoted(column.name));
  const sets = columns.filter((name) => name !== '"id"').map((name) => `${name} = excluded.${name}`);
  const put = await sql.query<ImageRow>(
    `INSERT INTO ${quoted(table)} AS t (${columns.join(', ')})
     SELECT ${columns.map((name) => `p.${name}`).join(', ')}
     FROM _shadow s CROSS JOIN LATERAL jsonb_populate_record(NULL::${quoted(table)}, s.row) p
     WHERE s.table_name = $1 AND s.row_id = ANY($2::text[]) AND s.row IS NOT NULL
     ON CONFLICT (id) DO UPDATE SET ${sets.join(', ')} WHERE t.* IS DISTINCT FROM excluded.*
     RETURNING t.id::text AS id, to_jsonb(old) AS before, to_jsonb(new) AS after`,
    [table, ids],
  );
  const removed = await sql.query<ImageRow>(
    `DELETE FROM ${quoted(table)} t USING _shadow s
     WHERE s.table_name = $1 AND s.row_id = ANY($2::text[]) AND s.row IS NULL AND t.id = s.row_id::uuid
     RETURNING t.id::text AS id, to_jsonb(old) AS before, NULL::jsonb AS after`,
    [table, ids],
  );
  return [...put, ...removed];
}

export async function forget(sql: Sql, rows: readonly RowKey[]): Promise<void> {
  for (const [table, ids] of byTable(rows)) {
    await sql.query(`DELETE FROM _shadow WHERE table_name = $1 AND row_id = ANY($2::text[])`, [table, ids]);
  }
}
