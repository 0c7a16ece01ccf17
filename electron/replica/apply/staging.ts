/** Staging tables: a load is built behind the visible rows and takes their place at once. */
import type { SyncedTableName } from '../../../shared/schema/registry.ts';
import { createKeys, createTable, quoted } from '../schema/ddl.ts';
import type { Database, Sql } from '../store/database.ts';
import type { SnapshotRows } from '../types.ts';
import { copyRows, linesOf, withoutUnknown } from './copy-text.ts';

/** Bytes of one COPY, some two thousand leads: a person's edit waits for one of these at most. */
const COPY_BYTES = 1024 * 1024;

export function stageName(table: SyncedTableName): string {
  return `_stage_${table}`;
}

export async function createStage(sql: Sql, table: SyncedTableName): Promise<void> {
  await sql.script(
    `DROP TABLE IF EXISTS ${quoted(stageName(table))}; ${createTable(table, stageName(table))}`,
  );
}

/** Left over from a load that was interrupted. */
export async function dropStages(sql: Sql): Promise<void> {
  const stages = await sql.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relname LIKE '\\_stage\\_%'`,
  );
  for (const { name } of stages) await sql.script(`DROP TABLE ${quoted(name)}`);
}

export async function fillStage(
  database: Database,
  table: SyncedTableName,
  rows: SnapshotRows,
): Promise<void> {
  const { columns, text } = 'text' in rows ? withoutUnknown(table, rows) : copyRows(table, rows);
  const statement = `COPY ${quoted(stageName(table))} (${columns.map(quoted).join(', ')}) FROM '/dev/blob'`;
  for (const part of linesOf(text, COPY_BYTES)) {
    await database.read('sync', (sql) => sql.copyIn(statement, new Blob([part])));
  }
}

/** Gives a filled stage its key and indexes, each as a job of its own, so that a person's edit gets through between. */
export async function indexStage(database: Database, table: SyncedTableName): Promise<void> {
  const stage = stageName(table);
  // A page that was delivered twice after a retry must not stop the load; the later copy wins.
  await database.read('sync', (sql) =>
    sql.script(
      `DELETE FROM ${quoted(stage)} s USING (SELECT id, max(ctid) AS last FROM ${quoted(stage)} GROUP BY id HAVING count(*) > 1) d
       WHERE s.id = d.id AND s.ctid <> d.last`,
    ),
  );
  // Fresh rows are marked as seen by all once and for good, so that the first screens do not pay for it; before the
  // indexes, which would be visited too.
  await database.read('sync', (sql) => sql.script(`VACUUM (FREEZE) ${quoted(stage)}`));
  for (const statement of createKeys(table, stage)) {
    await database.read('sync', (sql) => sql.script(statement));
  }
  await database.read('sync', (sql) => sql.script(`ANALYZE ${quoted(stage)}`));
}

/** The staged rows become the table. */
export async function swapStage(sql: Sql, table: SyncedTableName): Promise<void> {
  await sql.script(
    `DROP TABLE ${quoted(table)}; ALTER TABLE ${quoted(stageName(table))} RENAME TO ${quoted(table)}`,
  );
}
