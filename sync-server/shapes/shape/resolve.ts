/**
 * Checks a definition against the catalog and the filter language. Error texts and their order are the protocol's:
 * table, then columns, then where and params.
 */
import { invalidRequest } from '../request/errors.ts';
import { parseRelationName, type RelationName } from '../names/identifier.ts';
import type { InspectedRelation } from '../tables/inspector.ts';
import { hasPrimaryKey, type Column, type Relation } from '../tables/relation.ts';
import { compileFilter } from '../where/filter.ts';
import type { ShapeDefinition, ShapeModes } from './definition.ts';
import { createShape, type Shape } from './shape.ts';

export type FindRelation = (name: RelationName) => Promise<InspectedRelation | undefined>;

export async function resolveShape(
  definition: ShapeDefinition,
  modes: ShapeModes,
  find: FindRelation,
): Promise<Shape> {
  const name = parseRelationName(definition.table);
  if (!name.ok) throw invalidRequest({ table: [name.error] });
  const found = await find(name.value);
  if (found === undefined) throw invalidRequest({ table: [missingTable(name.value)] });
  const { relation, signature } = found;
  if (relation.kind === 'partitioned') {
    throw invalidRequest({
      table: [
        `Table ${quoted(name.value)} is partitioned, which this shape service does not serve. Use its partitions.`,
      ],
    });
  }
  const columns = selectColumns(relation, definition.columns);
  const filter = compileFilter({
    where: definition.where ?? '',
    parameters: definition.params ?? [],
    columns: relation.columns,
  });
  if (!filter.ok) throw invalidRequest({ where: [filter.error] });
  return createShape(relation, signature, columns, filter.value, modes, definition);
}

function quoted(name: RelationName): string {
  return `"${name.schema}"."${name.name}"`;
}

function missingTable(name: RelationName): string {
  return `Table ${quoted(name)} does not exist. If the table name contains capitals or special characters you must quote it.`;
}

function selectColumns(relation: Relation, wanted: readonly string[] | undefined): readonly Column[] {
  if (wanted === undefined) return withoutGenerated(relation.columns);
  const known = new Set(relation.columns.map((column) => column.name));
  const unknown = wanted.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw invalidRequest({
      columns: [`The following columns are not found on the table: ${unknown.join(', ')}`],
    });
  }
  const selected = new Set(wanted);
  const missing = hasPrimaryKey(relation)
    ? relation.columns.filter((column) => column.keyIndex !== undefined && !selected.has(column.name))
    : [];
  if (missing.length > 0) {
    const names = missing.map((column) => column.name).join(', ');
    throw invalidRequest({
      columns: [`The list of columns must include all primary key columns, missing: ${names}`],
    });
  }
  return withoutGenerated(relation.columns.filter((column) => selected.has(column.name)));
}

function withoutGenerated(columns: readonly Column[]): readonly Column[] {
  const generated = columns.filter((column) => column.isGenerated).map((column) => column.name);
  if (generated.length === 0) return columns;
  throw invalidRequest({
    columns: [
      `The following columns are generated and cannot be included in the shape: ${generated.join(', ')}. You can exclude them from the shape by explicitly listing which columns to fetch in the 'columns' query param`,
    ],
  });
}
