/**
 * In-memory evaluation of simple filters: equality and lists over boolean, integer, uuid and text columns, null tests,
 * AND, OR, NOT. Only where equality of Postgres is equality of its printed text; everything else goes to Postgres.
 */
import type { Column, Row } from '../tables/relation.ts';
import { parseArrayLiteral } from './literals.ts';
import type { Typed } from './typed.ts';

/** SQL truth: null is unknown. */
export type Truth = boolean | null;
export type Predicate = (row: Row) => Truth;

const PRINTED_EQUAL: ReadonlySet<string> = new Set([
  'bool',
  'int2',
  'int4',
  'int8',
  'uuid',
  'text',
  'varchar',
]);

/** Undefined when the filter needs Postgres. */
export function compilePredicate(typed: Typed, columns: ReadonlyMap<string, Column>): Predicate | undefined {
  if (typed.kind === 'constant') return constantTruth(typed);
  if (typed.kind === 'column') return typed.type === 'bool' ? (row) => boolOf(row[typed.name]) : undefined;
  const [first, second] = typed.operands;
  switch (typed.form) {
    case 'and':
    case 'or':
      return combine(typed, columns);
    case 'not':
      return first && negate(compilePredicate(first, columns));
    case 'is':
      return first && compileTest(typed.name, first, columns);
    case 'binary':
      return first && second && compileEquality(typed.name, first, second, columns);
    case 'in':
    case 'not in': {
      const found = first && membership(first, typed.operands.slice(1).map(constantText), columns);
      return typed.form === 'in' ? found : negate(found);
    }
    case 'any':
      return first && second && compileAny(typed.name, first, second, columns);
    default:
      return undefined;
  }
}

function constantTruth(typed: Extract<Typed, { kind: 'constant' }>): Predicate | undefined {
  if (typed.type !== 'bool') return undefined;
  const truth = boolOf(typed.text === null ? null : canonical(typed.text, 'bool'));
  return () => truth;
}

function boolOf(text: string | null | undefined): Truth {
  if (text === null || text === undefined) return null;
  return text === 't' || text === 'true';
}

function combine(
  typed: Extract<Typed, { kind: 'apply' }>,
  columns: ReadonlyMap<string, Column>,
): Predicate | undefined {
  const parts: Predicate[] = [];
  for (const operand of typed.operands) {
    const part = compilePredicate(operand, columns);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  const decisive = typed.form === 'or';
  return (row) => {
    let truth: Truth = !decisive;
    for (const part of parts) {
      const value = part(row);
      if (value === decisive) return decisive;
      if (value === null) truth = null;
    }
    return truth;
  };
}

function negate(predicate: Predicate | undefined): Predicate | undefined {
  return (
    predicate &&
    ((row) => {
      const truth = predicate(row);
      return truth === null ? null : !truth;
    })
  );
}

function compileTest(
  name: string,
  operand: Typed,
  columns: ReadonlyMap<string, Column>,
): Predicate | undefined {
  const isNegated = name.startsWith('is not ');
  if (name.endsWith(' null')) {
    if (operand.kind !== 'column') return undefined;
    return (row) => ((row[operand.name] ?? null) === null) !== isNegated;
  }
  const inner = compilePredicate(operand, columns);
  const wanted: Truth = name.endsWith('true') ? true : name.endsWith('false') ? false : null;
  return inner && ((row) => (inner(row) === wanted) !== isNegated);
}

function compileEquality(
  operator: string,
  left: Typed,
  right: Typed,
  columns: ReadonlyMap<string, Column>,
): Predicate | undefined {
  if (operator !== '=' && operator !== '<>') return undefined;
  const [column, constant] = left.kind === 'column' ? [left, right] : [right, left];
  const equal = membership(column, [constantText(constant)], columns);
  return operator === '=' ? equal : negate(equal);
}

type ConstantText = { readonly text: string | null; readonly type: string } | undefined;

function constantText(typed: Typed): ConstantText {
  return typed.kind === 'constant' ? { text: typed.text, type: typed.type } : undefined;
}

/** Whether a column's value is in a list of constants, with SQL's unknown for null on either side. */
function membership(
  column: Typed,
  constants: readonly ConstantText[],
  columns: ReadonlyMap<string, Column>,
): Predicate | undefined {
  if (column.kind !== 'column' || !isPrintedEqual(column.name, column.type, columns)) return undefined;
  const values = new Set<string>();
  let hasNull = false;
  for (const constant of constants) {
    if (constant === undefined) return undefined;
    if (constant.text === null) hasNull = true;
    else if (!isSameFamily(constant.type, column.type)) return undefined;
    else values.add(canonical(constant.text, column.type));
  }
  const isBool = column.type === 'bool';
  return (row) => {
    const value = row[column.name] ?? null;
    if (value === null) return null;
    if (values.has(isBool ? (boolOf(value) === true ? 't' : 'f') : value)) return true;
    return hasNull ? null : false;
  };
}

function compileAny(
  operator: string,
  left: Typed,
  array: Typed,
  columns: ReadonlyMap<string, Column>,
): Predicate | undefined {
  if (operator !== '=' || array.kind !== 'constant' || array.text === null) return undefined;
  const items = parseArrayLiteral(array.text);
  const type = array.type.slice(0, -2);
  return (
    items &&
    membership(
      left,
      items.map((text) => ({ text, type })),
      columns,
    )
  );
}

function isPrintedEqual(name: string, type: string, columns: ReadonlyMap<string, Column>): boolean {
  return PRINTED_EQUAL.has(type) && columns.get(name)?.hasByteEquality === true;
}

function isSameFamily(constant: string, column: string): boolean {
  if (constant === column) return true;
  const isInteger = (type: string): boolean => /^int[248]$/.test(type);
  const isText = (type: string): boolean => type === 'text' || type === 'varchar';
  return (isInteger(constant) && isInteger(column)) || (isText(constant) && isText(column));
}

/** A constant as Postgres would print it in a live change. */
function canonical(text: string, type: string): string {
  switch (type) {
    case 'bool':
      return /^\s*(?:t|y|on|1)/i.test(text) ? 't' : 'f';
    case 'int2':
    case 'int4':
    case 'int8':
      return BigInt(text.trim().replace(/^\+/, '')).toString();
    case 'uuid':
      return text
        .replaceAll(/[{}-]/g, '')
        .toLowerCase()
        .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    default:
      return text;
  }
}
