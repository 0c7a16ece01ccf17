import type { Expression } from './expression.ts';
import { GRAMMAR_PREFIX } from './failure.ts';
import { parseTypeName } from './grammar-type.ts';
import { skipToClosing, type TokenReader } from './token-reader.ts';

type Parse = (reader: TokenReader) => Expression;

const SQL_VALUES: ReadonlySet<string> = new Set([
  'current_date',
  'current_time',
  'current_timestamp',
  'localtime',
  'localtimestamp',
  'current_user',
  'session_user',
  'user',
  'current_role',
  'current_catalog',
  'current_schema',
]);
const TYPED_LITERALS: ReadonlySet<string> = new Set([
  'interval',
  'date',
  'time',
  'timestamp',
  'timestamptz',
  'uuid',
  'bool',
]);
const RESERVED: ReadonlySet<string> = new Set([
  'and',
  'or',
  'not',
  'from',
  'where',
  'select',
  'in',
  'is',
  'like',
  'between',
  'then',
  'else',
  'end',
  'when',
  'as',
  'on',
  'order',
  'group',
  'limit',
  'offset',
  'having',
  'union',
]);

export function parsePrimary(reader: TokenReader, source: string, parse: Parse): Expression {
  const token = reader.peek();
  switch (token.kind) {
    case 'string':
      reader.next();
      return { kind: 'literal', at: token.at, value: token.text, type: 'unknown' };
    case 'integer':
    case 'decimal':
      reader.next();
      return number(token.text, token.kind, token.at);
    case 'parameter':
      reader.next();
      return { kind: 'parameter', at: token.at, index: Number(token.text.slice(1)) };
    case 'quoted':
      return column(reader, source);
    case 'symbol':
      return reader.is('(') ? parenthesised(reader, parse) : reader.unexpected();
    case 'name':
      return parseWord(reader, source, parse);
    default:
      return reader.unexpected();
  }
}

function number(text: string, kind: 'integer' | 'decimal', at: number): Expression {
  if (/e/i.test(text))
    return { kind: 'unsupported', at, message: `exponent notation is not supported: ${text}` };
  if (kind === 'integer' && BigInt(text) > 2_147_483_647n) {
    return { kind: 'unsupported', at, message: `integer literal beyond int4 is not supported: ${text}` };
  }
  return { kind: 'literal', at, value: text, type: kind === 'integer' ? 'int4' : 'numeric' };
}

function parseWord(reader: TokenReader, source: string, parse: Parse): Expression {
  const token = reader.peek();
  switch (token.text) {
    case 'true':
    case 'false':
      reader.next();
      return { kind: 'literal', at: token.at, value: token.text, type: 'bool' };
    case 'null':
      reader.next();
      return { kind: 'null', at: token.at };
    case 'case':
      return caseExpression(reader);
    case 'array':
      if (reader.is('[', 1)) return array(reader, parse);
      break;
    case 'cast':
      if (reader.is('(', 1)) return cast(reader, parse);
      break;
    case 'exists':
      if (reader.is('(', 1) && reader.is('select', 2)) return subquery(reader);
      break;
    default:
  }
  if (SQL_VALUES.has(token.text)) {
    reader.next();
    return {
      kind: 'unsupported',
      at: token.at,
      message: 'SQLValueFunction is not supported in this context',
    };
  }
  if (TYPED_LITERALS.has(token.text) && reader.peek(1).kind === 'string') return typedLiteral(reader);
  if (RESERVED.has(token.text)) return reader.unexpected();
  return reader.is('(', 1) ? call(reader, parse) : column(reader, source);
}

function column(reader: TokenReader, source: string): Expression {
  const first = reader.next();
  const parts = [first.text];
  let last = first;
  while (reader.is('.') && (reader.peek(1).kind === 'name' || reader.peek(1).kind === 'quoted')) {
    reader.next();
    last = reader.next();
    parts.push(last.text);
  }
  return { kind: 'column', at: first.at, parts, written: source.slice(first.at, last.end) };
}

function call(reader: TokenReader, parse: Parse): Expression {
  const name = reader.next();
  const operands = list(reader, parse);
  if (name.text === 'nullif') {
    return {
      kind: 'unsupported',
      at: name.at,
      message: 'expression "=" of :AEXPR_NULLIF is not currently supported',
    };
  }
  return name.text === 'row'
    ? { kind: 'row', at: name.at, items: operands }
    : { kind: 'call', at: name.at, name: name.text, operands };
}

function list(reader: TokenReader, parse: Parse): Expression[] {
  reader.expect('(');
  const items: Expression[] = [];
  if (reader.accept(')')) return items;
  do items.push(reader.is('*') ? star(reader) : parse(reader));
  while (reader.accept(','));
  reader.expect(')');
  return items;
}

function star(reader: TokenReader): Expression {
  return {
    kind: 'unsupported',
    at: reader.next().at,
    message: 'aggregates are not supported in this context',
  };
}

function parenthesised(reader: TokenReader, parse: Parse): Expression {
  if (reader.is('select', 1)) return subquery(reader);
  const { at } = reader.peek();
  const [only, ...more] = list(reader, parse);
  if (only === undefined) return reader.unexpected();
  return more.length === 0 ? only : { kind: 'row', at, items: [only, ...more] };
}

/**
 * Subqueries are not served here. The messages for those the protocol refuses as well are its own; its positions count
 * from the start of the parsed statement.
 */
function subquery(reader: TokenReader): Expression {
  const start = reader.next();
  if (start.text !== '(') reader.expect('(');
  reader.expect('select');
  const target = reader.peek();
  const isPlain =
    (target.kind === 'name' || target.kind === 'quoted') && (reader.is('from', 1) || reader.is(')', 1));
  skipToClosing(reader);
  return isPlain
    ? { kind: 'unsupported', at: start.at, message: 'subqueries are not supported by this shape service' }
    : { kind: 'unsupported', at: target.at + GRAMMAR_PREFIX, message: 'Expected a plain column reference' };
}

function caseExpression(reader: TokenReader): Expression {
  const { at } = reader.next();
  for (let depth = 1; depth > 0;) {
    if (reader.peek().kind === 'end') reader.unexpected();
    if (reader.is('case')) depth += 1;
    if (reader.is('end')) depth -= 1;
    reader.next();
  }
  return { kind: 'unsupported', at, message: 'CaseExpr is not supported in this context' };
}

function array(reader: TokenReader, parse: Parse): Expression {
  const { at } = reader.next();
  reader.expect('[');
  const items: Expression[] = [];
  if (!reader.accept(']')) {
    do items.push(parse(reader));
    while (reader.accept(','));
    reader.expect(']');
  }
  return { kind: 'array', at, items };
}

function cast(reader: TokenReader, parse: Parse): Expression {
  reader.next();
  reader.expect('(');
  const operand = parse(reader);
  reader.expect('as');
  const type = parseTypeName(reader);
  reader.expect(')');
  return { kind: 'cast', at: operand.at, operand, type };
}

function typedLiteral(reader: TokenReader): Expression {
  const type = parseTypeName(reader);
  const value = reader.next();
  const operand: Expression = { kind: 'literal', at: value.at, value: value.text, type: 'unknown' };
  return { kind: 'cast', at: value.at, operand, type };
}
