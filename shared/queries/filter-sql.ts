/** One filter of a list as an SQL condition. Pure; values are always parameters. */
import { AppError } from '../kernel/app-error.ts';
import { assertNever } from '../kernel/assert-never.ts';
import type { Filter } from '../domain/list-view/list-view.ts';
import type { ListField } from './define.ts';

/** Adds a parameter and gives its placeholder. */
export type Bind = (value: unknown) => string;

const CASTS: Readonly<Record<ListField['type'], string>> = {
  text: 'text',
  number: 'numeric',
  boolean: 'boolean',
  instant: 'timestamptz',
  date: 'date',
  uuid: 'uuid',
  labels: 'text',
};

/** Throws `invalid_input` for a filter that the field's type cannot answer. */
export function filterCondition(field: ListField, filter: Filter, bind: Bind): string {
  switch (filter.op) {
    case 'is':
      return isOneOf(field, filter.values, bind);
    case 'is_not':
      return `NOT ${isOneOf(field, filter.values, bind)}`;
    case 'contains':
      return matches(field, `%${likeText(filter.value)}%`, bind);
    case 'not_contains':
      return `NOT ${matches(field, `%${likeText(filter.value)}%`, bind)}`;
    case 'starts_with':
      return matches(field, `${likeText(filter.value)}%`, bind);
    case 'empty':
      return isEmpty(field);
    case 'not_empty':
      return `NOT ${isEmpty(field)}`;
    case 'between':
      return between(field, filter.from, filter.to, bind);
    default:
      return assertNever(filter);
  }
}

/** Every word must be found in one of the fields. */
export function searchCondition(fields: readonly ListField[], search: string, bind: Bind): readonly string[] {
  const words = search.split(/\s+/u).filter((word) => word !== '');
  if (words.length === 0) return [];
  if (fields.length === 0) throw new AppError('invalid_input', 'this list cannot be searched');
  return words.slice(0, 10).map((word) => {
    const pattern = bind(`%${likeText(word)}%`);
    return `(${fields.map((field) => `${field.column} ILIKE ${pattern}`).join(' OR ')})`;
  });
}

/** Never NULL, so that its negation is exact. */
function isOneOf(field: ListField, values: readonly (string | boolean)[], bind: Bind): string {
  const list = bind(values.map(String));
  if (field.type === 'labels') return `coalesce(${field.column} && ${list}::text[], false)`;
  return `coalesce(${field.column} = ANY(${list}::text[]::${CASTS[field.type]}[]), false)`;
}

function matches(field: ListField, pattern: string, bind: Bind): string {
  const like = bind(pattern);
  if (field.type === 'labels') {
    return `EXISTS (SELECT FROM unnest(${field.column}) AS label WHERE label ILIKE ${like})`;
  }
  return `coalesce(${field.column}::text ILIKE ${like}, false)`;
}

function isEmpty(field: ListField): string {
  if (field.type === 'labels') return `(coalesce(cardinality(${field.column}), 0) = 0)`;
  if (field.type === 'text') return `(coalesce(${field.column}, '') = '')`;
  return `(${field.column} IS NULL)`;
}

function between(
  field: ListField,
  from: string | number | null,
  to: string | number | null,
  bind: Bind,
): string {
  const type = CASTS[field.type];
  const parts: string[] = [];
  if (from !== null) parts.push(`${field.column} >= ${bind(String(from))}::text::${type}`);
  if (to !== null) parts.push(upTo(field, to, bind));
  return parts.length === 0 ? 'true' : `(${parts.join(' AND ')})`;
}

/** A day without a time means until its end. */
function upTo(field: ListField, to: string | number, bind: Bind): string {
  const isDay = field.type === 'instant' && typeof to === 'string' && /^\d{4}-\d\d-\d\d$/.test(to);
  const bound = bind(String(to));
  return isDay
    ? `${field.column} < (${bound}::text::date + 1)::timestamptz`
    : `${field.column} <= ${bound}::text::${CASTS[field.type]}`;
}

function likeText(text: string): string {
  return text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
}
