/**
 * Parser of the filter language: precedence climbing with the precedences of PostgreSQL's own grammar.
 * Constructs that PostgreSQL parses and the protocol refuses become `unsupported` nodes, so that a syntax error
 * elsewhere in the text is still reported first.
 */
import type { Expression, IsTest } from './expression.ts';
import { FilterFailure } from './failure.ts';
import { parsePrimary } from './grammar-primary.ts';
import { parseTypeName } from './grammar-type.ts';
import { readTokens, skipToClosing, type TokenReader } from './token-reader.ts';
import { tokenize, type Token } from './tokens.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';

const POWER = {
  or: 1,
  and: 2,
  not: 3,
  is: 4,
  compare: 5,
  range: 6,
  other: 7,
  add: 8,
  multiply: 9,
  power: 10,
  zone: 11,
  collate: 12,
  sign: 13,
  cast: 15,
} as const;
const COMPARISONS: ReadonlySet<string> = new Set(['=', '<', '>', '<=', '>=', '<>', '!=']);
const CLAUSES: ReadonlySet<string> = new Set([
  'order',
  'group',
  'limit',
  'offset',
  'having',
  'union',
  'window',
  'fetch',
  'for',
  'intersect',
  'except',
]);

/** Parses a filter; undefined for a blank one. */
export function parseFilter(source: string): Result<Expression | undefined, string> {
  const tokens = tokenize(source);
  if (!tokens.ok) return tokens;
  const statement = withoutTrailingSemicolon(tokens.value);
  if (!statement.ok) return statement;
  if (statement.value.length === 1) return ok(undefined);
  const reader = readTokens(statement.value, source);
  try {
    const expression = parseExpression(reader, source, 0);
    if (CLAUSES.has(reader.peek().text) && reader.peek().kind === 'name') {
      return fail('malformed query ending with SQL clauses');
    }
    return reader.peek().kind === 'end' ? ok(expression) : reader.unexpected();
  } catch (cause) {
    if (cause instanceof FilterFailure) return fail(cause.message);
    throw cause;
  }
}

function withoutTrailingSemicolon(tokens: readonly Token[]): Result<readonly Token[], string> {
  const first = tokens.findIndex((token) => token.text === ';' && token.kind === 'symbol');
  if (first < 0) return ok(tokens);
  const rest = tokens.slice(first).filter((token) => token.kind !== 'symbol' || token.text !== ';');
  if (rest.length > 1) return fail('unescaped ";" causing statement split');
  return ok([...tokens.slice(0, first), ...rest]);
}

export function parseExpression(reader: TokenReader, source: string, power: number): Expression {
  let left = parsePrefix(reader, source);
  for (;;) {
    const next = parseInfix(reader, source, left, power);
    if (next === undefined) return left;
    left = next;
  }
}

function parsePrefix(reader: TokenReader, source: string): Expression {
  const token = reader.peek();
  if (reader.is('not')) {
    reader.next();
    return { kind: 'not', at: token.at, operand: parseExpression(reader, source, POWER.not) };
  }
  if (token.kind === 'operator') {
    reader.next();
    const isSign = token.text === '-' || token.text === '+';
    const operand = parseExpression(reader, source, isSign ? POWER.sign : POWER.other);
    if (
      token.text === '-' &&
      operand.kind === 'literal' &&
      operand.type !== 'unknown' &&
      operand.type !== 'bool'
    ) {
      return { ...operand, at: token.at, value: `-${operand.value}` };
    }
    return { kind: 'unary', at: token.at, operator: token.text, operand };
  }
  return parsePrimary(reader, source, (inner) => parseExpression(inner, source, 0));
}

/** One more operator to the right, or undefined when the next token binds less than `power` asks. */
function parseInfix(
  reader: TokenReader,
  source: string,
  left: Expression,
  power: number,
): Expression | undefined {
  const token = reader.peek();
  if (token.kind === 'symbol') return parseSuffix(reader, source, left, power);
  if (token.kind === 'operator') return parseOperator(reader, source, left, power);
  if (token.kind !== 'name') return undefined;
  switch (token.text) {
    case 'or':
    case 'and': {
      const own = token.text === 'or' ? POWER.or : POWER.and;
      if (own <= power) return undefined;
      reader.next();
      const right = parseExpression(reader, source, own);
      const operands =
        left.kind === 'logic' && left.operator === token.text ? [...left.operands, right] : [left, right];
      return { kind: 'logic', at: token.at, operator: token.text, operands };
    }
    case 'is':
      return POWER.is <= power ? undefined : parseIs(reader, source, left);
    case 'isnull':
    case 'notnull':
      if (POWER.is <= power) return undefined;
      reader.next();
      return { kind: 'is', at: token.at, test: 'null', isNegated: token.text === 'notnull', operand: left };
    case 'collate':
      reader.next();
      reader.next();
      return { kind: 'unsupported', at: token.at, message: 'CollateClause is not supported in this context' };
    case 'at':
      return POWER.zone <= power ? undefined : parseZone(reader, source, left);
    default:
      return POWER.range <= power ? undefined : parseRange(reader, source, left);
  }
}

function parseSuffix(
  reader: TokenReader,
  source: string,
  left: Expression,
  power: number,
): Expression | undefined {
  if (reader.is('::') && POWER.cast > power) {
    reader.next();
    return { kind: 'cast', at: left.at, operand: left, type: parseTypeName(reader) };
  }
  if (!reader.is('[')) return undefined;
  reader.next();
  const index = parseExpression(reader, source, 0);
  reader.expect(']');
  return { kind: 'subscript', at: left.at, operand: left, index };
}

function operatorPower(operator: string): number {
  if (COMPARISONS.has(operator)) return POWER.compare;
  if (operator === '+' || operator === '-') return POWER.add;
  if (operator === '*' || operator === '/' || operator === '%') return POWER.multiply;
  return operator === '^' ? POWER.power : POWER.other;
}

function parseOperator(
  reader: TokenReader,
  source: string,
  left: Expression,
  power: number,
): Expression | undefined {
  const token = reader.peek();
  const own = operatorPower(token.text);
  if (own <= power) return undefined;
  reader.next();
  const operator = token.text === '!=' ? '<>' : token.text;
  const quantifier = reader.peek();
  if ((reader.is('any') || reader.is('some') || reader.is('all')) && reader.is('(', 1)) {
    reader.next();
    return parseQuantified(reader, source, left, token, operator, quantifier.text === 'all' ? 'all' : 'any');
  }
  const right = parseExpression(reader, source, own);
  if (own === POWER.compare && COMPARISONS.has(reader.peek().text) && reader.peek().kind === 'operator')
    reader.unexpected();
  return { kind: 'binary', at: token.at, operator, left, right };
}

function parseQuantified(
  reader: TokenReader,
  source: string,
  left: Expression,
  at: Token,
  operator: string,
  quantifier: 'any' | 'all',
): Expression {
  reader.expect('(');
  if (reader.is('select')) {
    skipToClosing(reader);
    return {
      kind: 'unsupported',
      at: at.at,
      message: 'only `value IN (SELECT ...)` sublinks are supported right now',
    };
  }
  const array = parseExpression(reader, source, 0);
  reader.expect(')');
  return { kind: 'quantified', at: at.at, operator, quantifier, left, array };
}

function parseIs(reader: TokenReader, source: string, left: Expression): Expression {
  const { at } = reader.expect('is');
  const isNegated = reader.accept('not');
  if (reader.accept('distinct')) {
    reader.expect('from');
    const right = parseExpression(reader, source, POWER.is);
    return { kind: 'distinct', at, isNegated, left, right };
  }
  const tests: readonly IsTest[] = ['null', 'true', 'false', 'unknown'];
  const test = tests.find((name) => reader.accept(name));
  return test === undefined ? reader.unexpected() : { kind: 'is', at, test, isNegated, operand: left };
}

function parseZone(reader: TokenReader, source: string, left: Expression): Expression | undefined {
  if (!reader.is('time', 1) || !reader.is('zone', 2)) return undefined;
  const { at } = reader.next();
  reader.next();
  reader.next();
  const zone = parseExpression(reader, source, POWER.zone);
  return { kind: 'call', at, name: 'timezone', operands: [zone, left] };
}

const MATCHES: Readonly<Record<string, string>> = { like: '~~', ilike: '~~*' };

/** BETWEEN, IN, LIKE, ILIKE and SIMILAR TO, each perhaps negated. */
function parseRange(reader: TokenReader, source: string, left: Expression): Expression | undefined {
  const isNegated = reader.is('not');
  const keyword = reader.peek(isNegated ? 1 : 0);
  if (keyword.kind !== 'name') return undefined;
  if (!['between', 'in', 'like', 'ilike', 'similar'].includes(keyword.text)) return undefined;
  const { at } = reader.next();
  if (isNegated) reader.next();
  const match = MATCHES[keyword.text];
  if (match !== undefined) {
    const right = parseExpression(reader, source, POWER.range);
    return { kind: 'binary', at, operator: isNegated ? `!${match}` : match, left, right };
  }
  if (keyword.text === 'similar') {
    reader.expect('to');
    parseExpression(reader, source, POWER.range);
    return { kind: 'unsupported', at, message: 'unknown or unsupported function similar_to_escape/1' };
  }
  return keyword.text === 'in'
    ? parseIn(reader, source, left, at, isNegated)
    : parseBetween(reader, source, left, at, isNegated);
}

function parseBetween(
  reader: TokenReader,
  source: string,
  left: Expression,
  at: number,
  isNegated: boolean,
): Expression {
  const isSymmetric = reader.accept('symmetric');
  reader.accept('asymmetric');
  const low = parseExpression(reader, source, POWER.range);
  reader.expect('and');
  const high = parseExpression(reader, source, POWER.range);
  return { kind: 'between', at, isNegated, isSymmetric, operand: left, low, high };
}

function parseIn(
  reader: TokenReader,
  source: string,
  left: Expression,
  at: number,
  isNegated: boolean,
): Expression {
  if (reader.is('select', 1))
    return parsePrimary(reader, source, (inner) => parseExpression(inner, source, 0));
  reader.expect('(');
  const items = [parseExpression(reader, source, 0)];
  while (reader.accept(',')) items.push(parseExpression(reader, source, 0));
  reader.expect(')');
  return { kind: 'in', at, isNegated, operand: left, items };
}
