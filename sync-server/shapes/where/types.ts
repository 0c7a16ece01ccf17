import type { Column } from '../tables/relation.ts';

/**
 * Types of the filter language by catalog name; arrays end in `[]`, enums read `enum <name>`, `unknown` is an untyped
 * literal that takes the type its context asks for.
 */
export type FilterType = string;

const NUMERIC_RANK: Readonly<Record<string, number>> = {
  int2: 1,
  int4: 2,
  int8: 3,
  numeric: 4,
  float4: 5,
  float8: 6,
};
const TEXT_TYPES: ReadonlySet<string> = new Set(['text', 'varchar', 'bpchar', 'name']);
const ORDERED_TYPES: ReadonlySet<string> = new Set([
  'bool',
  'uuid',
  'date',
  'time',
  'timetz',
  'timestamp',
  'timestamptz',
  'interval',
]);

export function columnType(column: Column): FilterType {
  const base = column.typeKind === 'enum' ? `enum ${column.type}` : column.baseType;
  return column.dimensions > 0 ? `${base}[]` : base;
}

export const isNumeric = (type: FilterType): boolean => NUMERIC_RANK[type] !== undefined;
export const isInteger = (type: FilterType): boolean => type === 'int2' || type === 'int4' || type === 'int8';
export const isTextual = (type: FilterType): boolean => TEXT_TYPES.has(type);
export const isArray = (type: FilterType): boolean => type.endsWith('[]');
export const isEnum = (type: FilterType): boolean => type.startsWith('enum ');
export const elementType = (type: FilterType): FilterType => type.slice(0, -2);

/** Types whose values the language can compare. */
export function isComparable(type: FilterType): boolean {
  return isNumeric(type) || isTextual(type) || ORDERED_TYPES.has(type) || isEnum(type);
}

/** The type two operands meet in, undefined when they do not. */
export function commonType(a: FilterType, b: FilterType): FilterType | undefined {
  if (a === b) return a;
  if (a === 'unknown') return b;
  if (b === 'unknown') return a;
  if (isNumeric(a) && isNumeric(b)) return (NUMERIC_RANK[a] ?? 0) >= (NUMERIC_RANK[b] ?? 0) ? a : b;
  if (isTextual(a) && isTextual(b)) return 'text';
  return undefined;
}

const TEXT_CASTABLE: ReadonlySet<string> = new Set([
  'bool',
  'int2',
  'int4',
  'int8',
  'float4',
  'float8',
  'numeric',
  'uuid',
  'date',
  'time',
  'timestamp',
  'timestamptz',
  'interval',
  'text',
  'varchar',
  'bpchar',
  'name',
]);

/** The casts the language knows; `jsonb::text` and `timestamptz::date` are not among them. */
export function isCastable(from: FilterType, to: FilterType): boolean {
  if (from === to) return true;
  if (isTextual(to)) return TEXT_CASTABLE.has(from) || isEnum(from);
  if (isTextual(from)) return TEXT_CASTABLE.has(to);
  if (isNumeric(from) && isNumeric(to)) return true;
  if (isArray(from) && isArray(to)) return isCastable(elementType(from), elementType(to));
  return (from === 'int4' && to === 'bool') || (from === 'bool' && to === 'int4');
}
