import type { RelationName } from '../names/identifier.ts';

/** One column of a synced table, as the catalog describes it. */
export type Column = {
  readonly name: string;
  /** Catalog name of the type, of the element type for an array: `int4`, `timestamptz`, `mood`. */
  readonly type: string;
  /** 0 for a plain value, else the declared number of array dimensions (at least 1). */
  readonly dimensions: number;
  readonly typeKind: 'base' | 'enum' | 'domain' | 'composite' | 'range' | 'other';
  /** What `format_type` prints, usable in a cast. */
  readonly sqlType: string;
  /** Base type of a domain, else the same as `type`. */
  readonly baseType: string;
  readonly typeModifier: number;
  readonly isNotNull: boolean;
  /** Position in the primary key, from 0; undefined outside it. */
  readonly keyIndex: number | undefined;
  readonly isGenerated: boolean;
  /** False for text under a nondeterministic collation, where equality is not equality of bytes. */
  readonly hasByteEquality: boolean;
};

export type Relation = RelationName & {
  readonly oid: number;
  readonly kind: 'table' | 'partitioned';
  readonly columns: readonly Column[];
  readonly isFullIdentity: boolean;
  readonly isPublished: boolean;
};

/** A row as Postgres prints it. */
export type Row = Readonly<Record<string, string | null>>;

/** Primary key columns in key order; every column when the table has none. */
export function keyColumns(relation: Pick<Relation, 'columns'>): readonly string[] {
  const key = relation.columns
    .filter((column) => column.keyIndex !== undefined)
    .toSorted((a, b) => (a.keyIndex ?? 0) - (b.keyIndex ?? 0))
    .map((column) => column.name);
  return key.length > 0 ? key : relation.columns.map((column) => column.name);
}

export function hasPrimaryKey(relation: Pick<Relation, 'columns'>): boolean {
  return relation.columns.some((column) => column.keyIndex !== undefined);
}

/**
 * What a table looks like in the replication stream: a change of it means DDL. Generated columns are not replicated.
 */
export function relationSignature(
  name: RelationName,
  columns: readonly { readonly name: string; readonly typeId: number | string; readonly modifier: number }[],
): string {
  return JSON.stringify([
    name.schema,
    name.name,
    columns.map((column) => [column.name, String(column.typeId), column.modifier]),
  ]);
}
