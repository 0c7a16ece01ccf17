/**
 * One JavaScript form for each kind of column, whatever a driver, a shape or a caller delivers: uuid lower case,
 * instants ISO with milliseconds and Z, dates YYYY-MM-DD, numeric as text at the column's scale, bigint as number,
 * jsonb parsed, arrays as arrays. Equal values of both sides are therefore equal here.
 */
import { AppError } from '../kernel/app-error.ts';
import { columnOf, tableMeta, type ColumnMeta } from './columns.ts';
import type { MutableTableName } from '../schema/registry.ts';

export type RawRow = Readonly<Record<string, unknown>>;

/** A row or patch as a plain record of columns. */
export function rawRow(row: object): RawRow {
  return row as RawRow;
}

/** Throws `invalid_input` for a value the column cannot hold. Null stays null; undefined becomes null. */
export function canonicalValue(column: ColumnMeta, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (column.array) {
    if (!Array.isArray(value)) throw notFor(column, value);
    return value.map((item) => canonicalElement(column, item));
  }
  return canonicalElement(column, value);
}

/** Every named column of `row` in canonical form; throws `invalid_input` for a column the table does not have. */
export function canonicalPatch(table: MutableTableName, row: RawRow): Record<string, unknown> {
  const { byName } = tableMeta(table);
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    if (value === undefined) continue;
    const column = byName.get(name);
    if (!column) throw new AppError('invalid_input', `${table} has no column ${name}`);
    result[name] = canonicalValue(column, value);
  }
  return result;
}

/** A whole new row: defaults filled, `now` for columns that default to it. Throws `invalid_input` where a value is missing. */
export function canonicalNewRow(table: MutableTableName, row: RawRow, now: string): Record<string, unknown> {
  const given = canonicalPatch(table, row);
  const result: Record<string, unknown> = {};
  for (const column of tableMeta(table).columns) {
    const value = given[column.name] ?? (column.name in given ? null : defaultValue(column, now));
    if (value === null && column.notNull) {
      throw new AppError('invalid_input', `${table}.${column.name} is missing`);
    }
    result[column.name] = value;
  }
  return result;
}

/** Equality of two values of a column, in whatever form each comes. */
export function sameValue(table: MutableTableName, column: string, left: unknown, right: unknown): boolean {
  const meta = columnOf(table, column);
  return deepEqual(canonicalValue(meta, left), canonicalValue(meta, right));
}

/** Structural equality of JSON values; the order of an object's keys does not matter. */
export function deepEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const leftEntries = Object.entries(left);
  const rightValues = rawRow(right);
  return (
    leftEntries.length === Object.keys(right).length &&
    leftEntries.every(([key, value]) => key in rightValues && deepEqual(value, rightValues[key]))
  );
}

function defaultValue(column: ColumnMeta, now: string): unknown {
  switch (column.default.kind) {
    case 'none':
      return null;
    case 'now':
      return now;
    case 'value':
      return canonicalValue(column, column.default.value);
  }
}

function canonicalElement(column: ColumnMeta, value: unknown): unknown {
  switch (column.kind) {
    case 'uuid':
      return uuidText(column, value);
    case 'text':
    case 'enum':
      return textValue(column, value);
    case 'boolean':
      return booleanValue(column, value);
    case 'integer':
    case 'bigint':
      return integerValue(column, value);
    case 'numeric':
      return numericText(column, value);
    case 'date':
      return dateText(column, value);
    case 'instant':
      return instantText(column, value);
    case 'json':
      return jsonValue(column, value);
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function uuidText(column: ColumnMeta, value: unknown): string {
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  if (!UUID.test(text)) throw notFor(column, value);
  return text;
}

function textValue(column: ColumnMeta, value: unknown): string {
  if (typeof value !== 'string') throw notFor(column, value);
  // Postgres text holds neither NUL nor half of a surrogate pair.
  if (value.includes('\u0000') || !value.isWellFormed()) throw notFor(column, value);
  if (column.words && !column.words.includes(value)) throw notFor(column, value);
  return value;
}

function booleanValue(column: ColumnMeta, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (value === 't' || value === 'true') return true;
  if (value === 'f' || value === 'false') return false;
  throw notFor(column, value);
}

const INTEGER_MAX = 2_147_483_647;

function integerValue(column: ColumnMeta, value: unknown): number {
  const number = typeof value === 'number' ? value : typeof value === 'string' ? decimal(value) : Number.NaN;
  const limit = column.kind === 'integer' ? INTEGER_MAX : Number.MAX_SAFE_INTEGER;
  const whole = typeof value === 'bigint' ? Number(value) : number;
  if (!Number.isInteger(whole) || Math.abs(whole) > limit) throw notFor(column, value);
  // Minus zero would not survive JSON.
  return whole === 0 ? 0 : whole;
}

function decimal(text: string): number {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

function numericText(column: ColumnMeta, value: unknown): string {
  const number = typeof value === 'number' ? value : typeof value === 'string' ? decimal(value) : Number.NaN;
  if (!Number.isFinite(number)) throw notFor(column, value);
  if (column.scale !== null) return number.toFixed(column.scale);
  return String(value);
}

function dateText(column: ColumnMeta, value: unknown): string {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) throw notFor(column, value);
  const parsed = new Date(`${value}T00:00:00.000Z`);
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== value)
    throw notFor(column, value);
  return value;
}

const CANONICAL_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const INSTANT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d(?::?\d\d)?)$/;

function instantText(column: ColumnMeta, value: unknown): string {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  if (typeof value !== 'string') throw notFor(column, value);
  const match = INSTANT.exec(value);
  if (!match) throw notFor(column, value);
  const [, day = '', time = '', zone = ''] = match;
  const date = new Date(`${day}T${time}${zoneText(zone)}`);
  if (Number.isNaN(date.getTime())) throw notFor(column, value);
  return CANONICAL_INSTANT.test(value) ? value : date.toISOString();
}

function zoneText(zone: string): string {
  if (zone === 'Z') return zone;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  return `${zone.slice(0, 1)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

function jsonValue(column: ColumnMeta, value: unknown): unknown {
  const text = jsonText(value);
  if (text === undefined || text.includes('\\u0000')) throw notFor(column, value);
  return JSON.parse(text);
}

/** Undefined for what JSON cannot say: functions, bigints, circles. */
function jsonText(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

function notFor(column: ColumnMeta, value: unknown): AppError {
  const text = typeof value === 'string' ? value : (jsonText(value) ?? typeof value);
  const shown = text.slice(0, 80).toWellFormed();
  return new AppError('invalid_input', `${column.name}: ${shown} is not a ${column.kind}`, {
    hint: `“${shown}” is not a valid value for ${column.name.replaceAll('_', ' ')}.`,
    details: { column: column.name },
  });
}
