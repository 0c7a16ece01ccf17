import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import { syntaxErrorAt } from './failure.ts';

export type Token = {
  readonly kind:
    | 'name'
    | 'quoted'
    | 'string'
    | 'integer'
    | 'decimal'
    | 'parameter'
    | 'operator'
    | 'symbol'
    | 'end';
  /** Names folded to lower case, quoted names and strings unescaped. */
  readonly text: string;
  readonly at: number;
  readonly end: number;
};

const PATTERNS: readonly { readonly kind: Token['kind'] | 'blank'; readonly pattern: RegExp }[] = [
  { kind: 'blank', pattern: /\s+|--[^\n]*|\/\*[\s\S]*?\*\//y },
  { kind: 'string', pattern: /[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'/y },
  { kind: 'quoted', pattern: /"(?:[^"]|"")+"/y },
  { kind: 'parameter', pattern: /\$\d+/y },
  { kind: 'decimal', pattern: /(?:\d+\.\d*|\.\d+)(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+/y },
  { kind: 'integer', pattern: /\d+/y },
  { kind: 'name', pattern: /[\p{L}_][\p{L}\p{N}_$]*/uy },
  { kind: 'symbol', pattern: /::|[()[\],.;:]/y },
  { kind: 'operator', pattern: /[+\-*/<>=~!@#%^&|`?]+/y },
];

/** Splits a filter into tokens. Positions are those of the text, so that errors can point at them. */
export function tokenize(text: string): Result<readonly Token[], string> {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const token = nextToken(text, at);
    if (token === undefined) return fail(unreadable(text, at));
    if (token.kind !== 'blank') tokens.push({ ...token, kind: token.kind });
    at = token.end;
  }
  tokens.push({ kind: 'end', text: '', at: text.length, end: text.length });
  return ok(tokens);
}

function nextToken(
  text: string,
  at: number,
): { kind: Token['kind'] | 'blank'; text: string; at: number; end: number } | undefined {
  for (const { kind, pattern } of PATTERNS) {
    pattern.lastIndex = at;
    const matched = pattern.exec(text)?.[0];
    if (matched === undefined) continue;
    const raw = kind === 'operator' ? trimOperator(matched) : matched;
    return { kind, text: meaning(kind, raw), at, end: at + raw.length };
  }
  return undefined;
}

/** Postgres ends an operator before a comment, and before a trailing sign unless it holds one of `~!@#%^&|`?`. */
function trimOperator(text: string): string {
  const comment = text.search(/--|\/\*/);
  let operator = comment > 0 ? text.slice(0, comment) : text;
  while (operator.length > 1 && /[+-]$/.test(operator) && !/[~!@#%^&|`?]/.test(operator)) {
    operator = operator.slice(0, -1);
  }
  return operator;
}

function meaning(kind: Token['kind'] | 'blank', raw: string): string {
  if (kind === 'name') return raw.toLowerCase();
  if (kind === 'quoted') return raw.slice(1, -1).replaceAll('""', '"');
  if (kind !== 'string') return raw;
  if (raw.startsWith("'")) return raw.slice(1, -1).replaceAll("''", "'");
  return raw.slice(2, -1).replaceAll(/''|\\([\s\S])/g, (_, escaped?: string) => {
    if (escaped === undefined) return "'";
    return { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }[escaped] ?? escaped;
  });
}

function unreadable(text: string, at: number): string {
  const character = text[at] ?? '';
  if (character === "'")
    return syntaxErrorAt(at, `unterminated quoted string at or near "${text.slice(at)}"`);
  if (character === '"')
    return syntaxErrorAt(at, `unterminated quoted identifier at or near "${text.slice(at)}"`);
  return syntaxErrorAt(at, `syntax error at or near "${character}"`);
}
