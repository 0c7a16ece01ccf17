import { createHash } from 'node:crypto';
import type { Filter } from '../where/filter.ts';
import { keyColumns, type Column, type Relation } from '../tables/relation.ts';
import { liveKeyPrefix } from '../tables/row-key.ts';
import type { ShapeDefinition, ShapeModes } from './definition.ts';

/** A definition checked against the catalog: what every part of the service works with. */
export type Shape = ShapeModes & {
  /** Equal for definitions that mean the same; different after any DDL on the table. */
  readonly key: string;
  /** Rows a reader needs to evaluate and render depend on this alone, whatever the snapshot. */
  readonly relation: Relation;
  readonly signature: string;
  /** Selected columns in table order. */
  readonly columns: readonly Column[];
  readonly columnNames: ReadonlySet<string>;
  readonly keyColumns: readonly string[];
  readonly keyPrefix: string;
  readonly filter: Filter | undefined;
  /** What it was made from, so that it can be checked again after a restart. */
  readonly definition: ShapeDefinition;
};

export function createShape(
  relation: Relation,
  signature: string,
  columns: readonly Column[],
  filter: Filter | undefined,
  modes: ShapeModes,
  definition: ShapeDefinition,
): Shape {
  const key = JSON.stringify([
    relation.oid,
    signature,
    columns.map((column) => column.name).toSorted(),
    filter?.sql ?? '',
    modes.replica,
    modes.log,
  ]);
  return {
    ...modes,
    key,
    relation,
    signature,
    columns,
    columnNames: new Set(columns.map((column) => column.name)),
    keyColumns: keyColumns(relation),
    keyPrefix: liveKeyPrefix(relation),
    filter,
    definition,
  };
}

/** `<hash of the definition>-<microseconds>`, unique among the handles of a process by the caller's counter. */
export function newHandle(shape: Shape, nowMicroseconds: bigint): string {
  const hash = createHash('sha256').update(shape.key).digest().readUInt32BE(0) >>> 5;
  return `${hash}-${nowMicroseconds}`;
}
