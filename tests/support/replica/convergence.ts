/** Every synced table, row by row and column by column: the replica against what the server shows this person. */
import type { Pool } from 'pg';
import { quoted } from '../../../electron/replica/schema/ddl.ts';
import type { Sql } from '../../../electron/replica/store/database.ts';
import { readableTables } from '../../../shared/domain/permissions/can.ts';
import { tableMeta } from '../../../shared/mutations/columns.ts';
import type { SyncedTableName } from '../../../shared/schema/registry.ts';
import { shapeDefinition } from '../../../sync-server/http/shape-definition.ts';
import type { Principal } from '../../../sync-server/auth/principal.ts';

export type Reader = Pick<Principal, 'person' | 'clientIds'>;

/** Sentences about differences, at most a few; none when replica and server agree. */
export async function compareWithServer(
  name: string,
  replica: Sql,
  pool: Pool,
  reader: Reader,
  present: readonly SyncedTableName[],
): Promise<readonly string[]> {
  const principal: Principal = { ...reader, sessionId: '', deviceId: null };
  const tables = readableTables(reader.person.role).filter((table) => present.includes(table));
  const conditionOf = (table: SyncedTableName) => shapeDefinition(principal, table).where ?? 'true';
  const here = await replica.query<Digest>(digests(tables, () => 'true'));
  const there = await pool.query<Digest>(digests(tables, conditionOf));
  const known = new Map(there.rows.map(({ name: table, digest }) => [table, digest]));
  const differing = here.filter(({ name: table, digest }) => known.get(table) !== digest);
  const found: string[] = [];
  for (const { name: table } of differing.slice(0, 5)) {
    found.push(...(await differences(name, replica, pool, table, conditionOf(table))));
  }
  return found;
}

type Digest = { name: SyncedTableName; digest: string };

function digests(
  tables: readonly SyncedTableName[],
  conditionOf: (table: SyncedTableName) => string,
): string {
  return tables
    .map(
      (table) =>
        `SELECT '${table}' AS name, md5(coalesce(string_agg(md5(${rowText(table)}), '' ORDER BY id), '')) AS digest
         FROM ${quoted(table)} t WHERE ${conditionOf(table)}`,
    )
    .join(' UNION ALL ');
}

function rowText(table: SyncedTableName): string {
  const columns = tableMeta(table).columns.map(({ name }) => `coalesce(${quoted(name)}::text, '~')`);
  return columns.join(` || '|' || `);
}

async function differences(
  name: string,
  replica: Sql,
  pool: Pool,
  table: SyncedTableName,
  condition: string,
): Promise<readonly string[]> {
  const columns = tableMeta(table)
    .columns.map((column) => `${quoted(column.name)}::text`)
    .join(', ');
  const text = (where: string) => `SELECT ${columns} FROM ${quoted(table)} WHERE ${where}`;
  const here = byId(await replica.query(text('true')));
  const there = byId((await pool.query<Record<string, unknown>>(text(condition))).rows);
  const found: string[] = [];
  for (const [id, row] of there) {
    const mine = here.get(id);
    if (!mine) found.push(`${name} lacks a row of ${table}: ${id}`);
    else found.push(...columnDifferences(name, table, id, mine, row));
  }
  for (const id of here.keys())
    if (!there.has(id)) found.push(`${name} has a row of ${table} too many: ${id}`);
  return found.slice(0, 4);
}

function columnDifferences(
  name: string,
  table: string,
  id: string,
  mine: Record<string, unknown>,
  row: Record<string, unknown>,
): readonly string[] {
  return Object.keys(row)
    .filter((column) => row[column] !== mine[column])
    .map(
      (column) =>
        `${name} has ${JSON.stringify(mine[column])} in ${table}.${column} of ${id} where the server has ${JSON.stringify(row[column])}`,
    );
}

function byId(rows: readonly Record<string, unknown>[]): Map<string, Record<string, unknown>> {
  return new Map(rows.map((row) => [String(row['id']), row]));
}
