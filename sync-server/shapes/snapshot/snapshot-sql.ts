import { quoteIdentifier, quoteLiteral, quoteRelation } from '../names/identifier.ts';
import type { Shape } from '../shape/shape.ts';
import type { Column } from '../tables/relation.ts';
import { snapshotKeySql } from '../tables/row-key.ts';

/**
 * SQL expressions that let Postgres write each row as the protocol's JSON message. Values are its text casts, which is
 * why booleans read `true` here and `t` in live changes; padding of char(n), which the cast would trim, is kept.
 */
export function rowMessageSql(shape: Shape, extraHeaders = ''): string {
  const columns = new Map(shape.relation.columns.map((column) => [column.name, column]));
  const textOf = (name: string): string => valueSql(columns.get(name), name);
  const key = snapshotKeySql(shape.relation, shape.keyColumns, textOf);
  const values = shape.columns
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name }, index) => {
      const label = `${index === 0 ? '' : ','}${JSON.stringify(name)}:`;
      return `${quoteLiteral(label)} || coalesce(to_json(${textOf(name)})::text, 'null')`;
    });
  const relation = JSON.stringify([shape.relation.schema, shape.relation.name]);
  const end = `},"headers":{"relation":${relation},"operation":"insert"${extraHeaders}}}`;
  return [`'{"key":' || to_json(${key})::text || ',"value":{'`, ...values, quoteLiteral(end)].join(' || ');
}

function valueSql(column: Column | undefined, name: string): string {
  const value = quoteIdentifier(name);
  const isPadded = column?.baseType === 'bpchar' && column.dimensions === 0;
  return isPadded ? `case when ${value} is not null then concat(${value}) end` : `${value}::text`;
}

/** Every row of a shape as one column of messages. */
export function snapshotSql(shape: Shape): string {
  const filter = shape.filter === undefined ? '' : ` where ${shape.filter.sql}`;
  return `select ${rowMessageSql(shape)} as message from only ${quoteRelation(shape.relation)}${filter}`;
}
