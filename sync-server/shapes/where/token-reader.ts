import { FilterFailure, syntaxErrorAt } from './failure.ts';
import type { Token } from './tokens.ts';

/** Walks over tokens; a token that does not fit is a syntax error at its position. */
export type TokenReader = {
  readonly peek: (ahead?: number) => Token;
  readonly next: () => Token;
  /** Takes the next token when it is this keyword, operator or symbol. */
  readonly accept: (text: string) => boolean;
  readonly is: (text: string, ahead?: number) => boolean;
  readonly expect: (text: string) => Token;
  readonly unexpected: () => never;
};

export function readTokens(tokens: readonly Token[], source: string): TokenReader {
  let position = 0;
  const end: Token = { kind: 'end', text: '', at: source.length, end: source.length };
  const peek = (ahead = 0): Token => tokens[position + ahead] ?? end;
  const isText = (text: string, ahead = 0): boolean => {
    const token = peek(ahead);
    return token.text === text && token.kind !== 'string' && token.kind !== 'quoted';
  };
  const next = (): Token => {
    const token = peek();
    position += 1;
    return token;
  };
  const unexpected = (): never => {
    const token = peek();
    const message =
      token.kind === 'end'
        ? 'syntax error at end of input'
        : `syntax error at or near "${source.slice(token.at, token.end)}"`;
    throw new FilterFailure(syntaxErrorAt(token.at, message));
  };
  return {
    peek,
    next,
    is: isText,
    accept: (text) => {
      if (!isText(text)) return false;
      position += 1;
      return true;
    },
    expect: (text) => (isText(text) ? next() : unexpected()),
    unexpected,
  };
}

/** Moves past the parenthesis that closes the one just taken. */
export function skipToClosing(reader: TokenReader): void {
  for (let depth = 1; depth > 0;) {
    if (reader.peek().kind === 'end') reader.unexpected();
    if (reader.is('(')) depth += 1;
    if (reader.is(')')) depth -= 1;
    reader.next();
  }
}
