/** Staging tables: a load is built behind the visible rows and takes their place at once. */
import type { SyncedTableName } from '../../../shared/schema/registry.ts';
import { createIndex, createKey, createTable, deviceIndexes, quoted } from '../schema/ddl.ts';
import type { Database, Sql } from '../store/database.ts';
import type { SnapshotRows } from '../types.ts';
import { copyRows, linesOf, withoutUnknown } from './copy-text.ts';

/** Bytes of one COPY, some two thousand leads: a person's edit waits for one of these at most. */
const COPY_BYTES = 1024 * 1024;

/** The name beside the visible one, of a table or of an index. */
export function stageName(name: string): string {
  return `_stage_${name}`;
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

/** Gives a filled stage its key, as jobs of their own, so that a person's edit gets through between. */
export async function keyStage(database: Database, table: SyncedTableName): Promise<void> {
  const stage = stageName(table);
  await database.read('sync', async (sql) => {
    try {
      await sql.script(createKey(stage));
    } catch (cause) {
      if (!isDuplicate(cause)) throw cause;
      await sql.script(dropDuplicates(stage));
      await sql.script(createKey(stage));
    }
  });
  // Fresh rows are marked as seen by all once and for good, so that the first screens do not pay for it; before the
  // other indexes, which would be visited too.
  await database.read('sync', (sql) => sql.script(`VACUUM (FREEZE) ${quoted(stage)}`));
}

/** Gives a filled stage its other indexes, each as a job of its own. */
export async function indexStage(database: Database, table: SyncedTableName): Promise<void> {
  for (const index of deviceIndexes(table)) {
    const staged = { ...index, name: stageName(index.name) };
    await database.read('sync', (sql) => sql.script(createIndex(stageName(table), staged)));
  }
  await database.read('sync', (sql) => sql.script(`ANALYZE ${quoted(stageName(table))}`));
}

/** The staged rows become the table. */
export async function swapStage(sql: Sql, table: SyncedTableName): Promise<void> {
  const renames = deviceIndexes(table).map(
    ({ name }) => `ALTER INDEX IF EXISTS ${quoted(stageName(name))} RENAME TO ${quoted(name)}`,
  );
  await sql.script(
    [
      `DROP TABLE ${quoted(table)}`,
      `ALTER TABLE ${quoted(stageName(table))} RENAME TO ${quoted(table)}`,
      ...renames,
    ].join('; '),
  );
}

/** A page that was delivered twice after a retry must not stop the load; the later copy wins. */
function dropDuplicates(stage: string): string {
  return `DELETE FROM ${quoted(stage)} s
    USING (SELECT id, max(ctid) AS last FROM ${quoted(stage)} GROUP BY id HAVING count(*) > 1) d
    WHERE s.id = d.id AND s.ctid <> d.last`;
}

function isDuplicate(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === '23505';
}
