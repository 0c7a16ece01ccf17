/**
 * SQL that writes rows of the server. Values are Postgres text and are cast by the replica's own types, so a value is
 * never interpreted on the way.
 */
import { columnOf, tableMeta } from '../../../shared/mutations/columns.ts';
import type { SyncedTableName } from '../../../shared/schema/registry.ts';
import { quoted } from '../schema/ddl.ts';
import type { NetGroup } from './net-changes.ts';

/** The statement and its one parameter for a group of changes. `images`: also return each row before and after. */
export function writeStatement(group: NetGroup, images: boolean): { text: string; params: unknown[] } {
  if (group.op === 'delete') {
    return {
      text: `DELETE FROM ${quoted(group.table)} t WHERE id = ANY($1::text[]::uuid[])${images ? ' RETURNING t.id::text AS id, to_jsonb(old) AS before, NULL::jsonb AS after' : ''}`,
      params: [group.changes.map((change) => change.id)],
    };
  }
  const text = group.op === 'put' ? putRows(group) : patchRows(group);
  return { text: images ? `${text} ${RETURNING}` : text, params: [recordsOf(group)] };
}

const RETURNING = 'RETURNING t.id::text AS id, to_jsonb(old) AS before, to_jsonb(new) AS after';

function putRows({ table, columns }: NetGroup): string {
  const names = columns.map(quoted);
  const update =
    names.length > 0
      ? `DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')} WHERE t.* IS DISTINCT FROM excluded.*`
      : 'DO NOTHING';
  return (
    `INSERT INTO ${quoted(table)} AS t (${['"id"', ...names].join(', ')}) ` +
    `SELECT ${casts(table, ['id', ...columns])} FROM ${recordset(['id', ...columns])} ` +
    `ON CONFLICT (id) ${update}`
  );
}

function patchRows({ table, columns }: NetGroup): string {
  const sets = columns.map((column) => `${quoted(column)} = ${cast(table, column)}`);
  return `UPDATE ${quoted(table)} AS t SET ${sets.join(', ')} FROM ${recordset(['id', ...columns])} WHERE t.id = r.id::uuid`;
}

/** A group's rows as JSON objects of their typed values (column `row`, with `id`), for rows kept as JSON. */
export function jsonRows({ table, columns }: NetGroup): string {
  const pairs = columns.flatMap((column) => [`'${column}'`, cast(table, column)]);
  // A function takes 100 arguments at most.
  const parts = Array.from(
    { length: Math.ceil(pairs.length / 80) },
    (_, part) => `jsonb_build_object(${pairs.slice(part * 80, (part + 1) * 80).join(', ')})`,
  );
  return `SELECT r.id, ${[...parts, "jsonb_build_object('id', r.id)"].join(' || ')} AS row FROM ${recordset(['id', ...columns])}`;
}

export function recordsOf({ columns, changes }: NetGroup): string {
  return JSON.stringify(
    changes.map(({ id, row }) => {
      const record: Record<string, string | null> = { id };
      for (const column of columns) record[column] = row[column] ?? null;
      return record;
    }),
  );
}

/** Whether the replica has this column. */
export function isKnownColumn(table: SyncedTableName): (column: string) => boolean {
  const { byName } = tableMeta(table);
  return (column) => byName.has(column);
}

function recordset(columns: readonly string[]): string {
  return `json_to_recordset($1::text::json) AS r(${columns.map((column) => `${quoted(column)} text`).join(', ')})`;
}

function casts(table: SyncedTableName, columns: readonly string[]): string {
  return columns.map((column) => cast(table, column)).join(', ');
}

function cast(table: SyncedTableName, column: string): string {
  return `r.${quoted(column)}::${columnOf(table, column).deviceType}`;
}
