import type { Side } from './define.ts';
import { columnOf, tableMeta, type ColumnMeta } from './columns.ts';
import type { MutableTableName } from '../schema/registry.ts';

/** Names come from the schema, never from a person. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * A Postgres array literal, so that no driver's own idea of arrays matters. It goes straight into a parameter of the
 * array's type (`$1::uuid[]`): a cast from text in between would be done again for every row that is compared.
 */
export function arrayLiteral(values: readonly (string | number)[]): string {
  const items = values.map((value) =>
    typeof value === 'number' ? String(value) : `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
  );
  return `{${items.join(',')}}`;
}

/** `select` of whole rows as one JSON text each (column `r`), in the order of the table's columns. */
export function selectRows(table: MutableTableName, where: string, order: string): string {
  return `select json_build_array(${rowExpressions(table)})::text as r from ${quoted(table)} t where ${where} order by ${order}`;
}

const rowExpressionCache = new Map<MutableTableName, string>();

function rowExpressions(table: MutableTableName): string {
  const known = rowExpressionCache.get(table);
  if (known !== undefined) return known;
  const text = tableMeta(table)
    .columns.map((column) => `t.${quoted(column.name)}${needsText(column) ? '::text' : ''}`)
    .join(', ');
  rowExpressionCache.set(table, text);
  return text;
}

/** JSON numbers would lose trailing zeros of numeric. */
function needsText(column: ColumnMeta): boolean {
  return column.kind === 'numeric' && !column.array;
}

/** Inserts every row of the JSON array in $1, all columns named. */
export function insertRows(table: MutableTableName, side: Side): string {
  const { columns } = tableMeta(table);
  const names = columns.map((column) => quoted(column.name)).join(', ');
  const picked = columns.map((column) => `x.${quoted(column.name)}`).join(', ');
  return `insert into ${quoted(table)} (${names}) select ${picked} from json_to_recordset($1::text::json) as x(${recordType(columns, side)})`;
}

/**
 * Sets these columns of every row of the JSON array in $1, by id. $2 repeats the ids: without them a planner that takes
 * the table for small (fresh, never analysed) reads it whole for each row of the array.
 */
export function updateRows(table: MutableTableName, columns: readonly string[], side: Side): string {
  const metas = columns.map((name) => columnOf(table, name));
  const sets = columns.map((name) => `${quoted(name)} = x.${quoted(name)}`).join(', ');
  const types = recordType([columnOf(table, 'id'), ...metas], side);
  return `update ${quoted(table)} as t set ${sets} from json_to_recordset($1::text::json) as x(${types}) where t.id = x.id and t.id = any($2::uuid[])`;
}

/** Deletes by the ids in $1. */
export function deleteRows(table: MutableTableName): string {
  return `delete from ${quoted(table)} where id = any($1::uuid[])`;
}

/** The SQL type a column has on this side. */
export function typeOn(column: ColumnMeta, side: Side): string {
  return side === 'server' ? column.serverType : column.deviceType;
}

function recordType(columns: readonly ColumnMeta[], side: Side): string {
  return columns.map((column) => `${quoted(column.name)} ${typeOn(column, side)}`).join(', ');
}
