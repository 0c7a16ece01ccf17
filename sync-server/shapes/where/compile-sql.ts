import { quoteIdentifier, quoteLiteral } from '../names/identifier.ts';
import { assertNever } from '../../../shared/kernel/assert-never.ts';
import type { Typed } from './typed.ts';
import { isArray, isEnum, type FilterType } from './types.ts';

/**
 * SQL of a typed filter. It is written from the tree, never copied from the request, so it holds nothing but what
 * typing allowed; two filters that mean the same by case, quoting or blanks give the same text.
 */
export function compileSql(typed: Typed): string {
  switch (typed.kind) {
    case 'column':
      return quoteIdentifier(typed.name);
    case 'constant':
      return constant(typed.text, typed.type);
    case 'apply':
      return applied(typed, typed.operands.map(compileSql));
    default:
      return assertNever(typed);
  }
}

function constant(text: string | null, type: FilterType): string {
  const literal = text === null ? 'NULL' : quoteLiteral(text);
  if (type === 'unknown' || isEnum(type)) return literal;
  if (text !== null && (type === 'int4' || type === 'numeric') && /^\d+(\.\d+)?$/.test(text)) return text;
  return `${literal}::${typeName(type)}`;
}

function typeName(type: FilterType): string {
  if (isArray(type)) return `${typeName(type.slice(0, -2))}[]`;
  return quoteIdentifier(type.replace(/^enum /, ''));
}

function applied(typed: Extract<Typed, { kind: 'apply' }>, operands: readonly string[]): string {
  const [first = '', second = '', third = ''] = operands;
  switch (typed.form) {
    case 'and':
    case 'or':
      return `(${operands.join(` ${typed.form} `)})`;
    case 'not':
      return `(not ${first})`;
    case 'is':
      return `(${first} ${typed.name})`;
    case 'binary':
      return `(${first} ${typed.name} ${second})`;
    case 'unary':
      return `(${typed.name} ${first})`;
    case 'between':
      return `(${first} ${typed.name} ${second} and ${third})`;
    case 'in':
    case 'not in':
      return `(${first} ${typed.form} (${operands.slice(1).join(', ')}))`;
    case 'any':
    case 'all':
      return `(${first} ${typed.name} ${typed.form} (${second}))`;
    case 'cast':
      return `(${first})::${typeName(typed.name)}`;
    case 'call':
      return call(typed.name, operands);
    case 'array':
      return `array[${operands.join(', ')}]::${typeName(typed.type)}`;
    case 'subscript':
      return `(${first})[${second}]`;
    case 'row':
      return `row(${operands.join(', ')})`;
    default:
      return assertNever(typed.form);
  }
}

/** `like` and `ilike` exist as functions in Postgres only under other names. */
function call(name: string, operands: readonly string[]): string {
  const [first = '', second = ''] = operands;
  return name === 'like' || name === 'ilike'
    ? `(${first} ${name} ${second})`
    : `${name}(${operands.join(', ')})`;
}

/** The columns a filter reads. */
export function referencedColumns(typed: Typed): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: Typed): void => {
    if (node.kind === 'column') names.add(node.name);
    if (node.kind === 'apply') for (const operand of node.operands) visit(operand);
  };
  visit(typed);
  return names;
}
