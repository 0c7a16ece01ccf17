import { getTableColumns } from 'drizzle-orm';
import { PgArray, type PgColumn } from 'drizzle-orm/pg-core';
import { AppError } from '../kernel/app-error.ts';
import { MUTABLE_TABLES, type MutableTableName } from '../schema/registry.ts';

/**
 * What the write path and the replica need to know of a column, read once from the Drizzle schema.
 * `instant` is timestamptz(3), `json` is jsonb.
 */
export type ColumnKind =
  | 'uuid'
  | 'text'
  | 'enum'
  | 'boolean'
  | 'integer'
  | 'bigint'
  | 'numeric'
  | 'date'
  | 'instant'
  | 'json';

/** `now` stands for a `defaultNow()` column: the writer's clock fills it, so that both sides agree with themselves. */
export type ColumnDefault =
  | { readonly kind: 'none' }
  | { readonly kind: 'now' }
  | { readonly kind: 'value'; readonly value: unknown };

export type ColumnMeta = {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly array: boolean;
  readonly notNull: boolean;
  readonly primaryKey: boolean;
  /** SQL type in the central database, quoted where it is an enum. */
  readonly serverType: string;
  /** SQL type in a replica: enums are text there. */
  readonly deviceType: string;
  /** The allowed words of an enum, or of a text column with a fixed list. */
  readonly words: readonly string[] | null;
  /** Decimals of a numeric column. */
  readonly scale: number | null;
  readonly default: ColumnDefault;
};

export type TableMeta = {
  readonly name: MutableTableName;
  readonly columns: readonly ColumnMeta[];
  readonly byName: ReadonlyMap<string, ColumnMeta>;
};

const cache = new Map<MutableTableName, TableMeta>();

/** Columns of a table in the order of its definition. */
export function tableMeta(name: MutableTableName): TableMeta {
  const known = cache.get(name);
  if (known) return known;
  const columns = Object.values(getTableColumns(MUTABLE_TABLES[name].table)).map(columnMeta);
  const meta = { name, columns, byName: new Map(columns.map((column) => [column.name, column])) };
  cache.set(name, meta);
  return meta;
}

/** One column; throws `bug` for a name the table does not have. */
export function columnOf(table: MutableTableName, column: string): ColumnMeta {
  const meta = tableMeta(table).byName.get(column);
  if (!meta) throw new AppError('bug', `${table} has no column ${column}`);
  return meta;
}

function columnMeta(column: PgColumn): ColumnMeta {
  const element: PgColumn = column instanceof PgArray ? column.baseColumn : column;
  const array = element !== column;
  const kind = kindOf(element);
  const elementType = kind === 'enum' ? `"${element.getSQLType()}"` : element.getSQLType();
  const deviceElement = kind === 'enum' ? 'text' : elementType;
  return {
    name: column.name,
    kind,
    array,
    notNull: column.notNull,
    primaryKey: column.primary,
    serverType: array ? `${elementType}[]` : elementType,
    deviceType: array ? `${deviceElement}[]` : deviceElement,
    words: element.enumValues && element.enumValues.length > 0 ? element.enumValues : null,
    scale: scaleOf(kind, elementType),
    default: defaultOf(column),
  };
}

function scaleOf(kind: ColumnKind, sqlType: string): number | null {
  if (kind !== 'numeric') return null;
  const scale = /,\s*(\d+)\)/.exec(sqlType)?.[1];
  return scale === undefined ? null : Number(scale);
}

function defaultOf(column: PgColumn): ColumnDefault {
  if (!column.hasDefault || column.default === undefined) return { kind: 'none' };
  // Only `defaultNow()` gives an SQL object in this schema; literals are plain values.
  if (isSqlObject(column.default)) return { kind: 'now' };
  return { kind: 'value', value: column.default };
}

function isSqlObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'queryChunks' in value;
}

const KINDS: Readonly<Record<string, ColumnKind>> = {
  PgUUID: 'uuid',
  PgText: 'text',
  PgEnumColumn: 'enum',
  PgBoolean: 'boolean',
  PgInteger: 'integer',
  PgBigInt53: 'bigint',
  PgNumeric: 'numeric',
  PgDateString: 'date',
  PgTimestampString: 'instant',
  PgJsonb: 'json',
};

function kindOf(column: PgColumn): ColumnKind {
  const kind = KINDS[column.columnType];
  if (!kind) throw new AppError('bug', `column ${column.name}: ${column.columnType} is not supported`);
  return kind;
}
