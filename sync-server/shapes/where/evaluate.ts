/**
 * Which rows match a filter. Simple filters are decided in memory; the others by Postgres, one query for many rows, on
 * values cast from their printed text to the type of their column.
 */
import { quoteIdentifier } from '../names/identifier.ts';
import type { Column, Row } from '../tables/relation.ts';
import type { Queryable } from '../storage/database.ts';
import type { Filter } from './filter.ts';

export async function matchRows(
  database: Queryable,
  filter: Filter | undefined,
  columns: readonly Column[],
  rows: readonly Row[],
): Promise<readonly boolean[]> {
  if (filter === undefined) return rows.map(() => true);
  const { predicate } = filter;
  if (predicate !== undefined) return rows.map((row) => predicate(row) === true);
  return rows.length === 0 ? [] : matchInPostgres(database, filter, columns, rows);
}

async function matchInPostgres(
  database: Queryable,
  filter: Filter,
  columns: readonly Column[],
  rows: readonly Row[],
): Promise<readonly boolean[]> {
  const sql = matchSql(filter, columns);
  const values = rows.map((row) => filter.columns.map((name) => row[name] ?? null));
  try {
    const result = await database.query(sql, [JSON.stringify(values)]);
    return result.rows.map((row) => row['matches'] === true);
  } catch (cause) {
    if (!isDataError(cause)) throw cause;
    if (rows.length === 1) return [false];
  }
  const each: boolean[] = [];
  for (const row of rows) each.push(...(await matchInPostgres(database, filter, columns, [row])));
  return each;
}

function matchSql(filter: Filter, columns: readonly Column[]): string {
  const types = new Map(columns.map((column) => [column.name, column.sqlType]));
  const values = filter.columns.map(
    (name, index) => `, (item ->> ${index})::${types.get(name) ?? 'text'} as ${quoteIdentifier(name)}`,
  );
  return `select coalesce(${filter.sql}, false) as matches from (
    select place${values.join('')} from json_array_elements($1::json) with ordinality as given (item, place)
  ) as candidates order by place`;
}

/** A row on which the filter itself fails (class 22: division by zero, out of range) does not match it. */
function isDataError(cause: unknown): boolean {
  return (
    cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && cause.code.startsWith('22')
  );
}
