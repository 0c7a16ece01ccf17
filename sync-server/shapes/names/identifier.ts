import { fail, ok, type Result } from '../../../shared/kernel/result.ts';

/** A table by its two exact (unfolded) names. */
export type RelationName = { readonly schema: string; readonly name: string };

const UNQUOTED = /^[\p{L}_][\p{L}\p{N}_$]*$/u;

/** Splits at a delimiter that stands outside double quotes. */
export function splitOutsideQuotes(text: string, delimiter: string): string[] {
  const parts: string[] = [];
  let current = '';
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    if (character === delimiter && !isQuoted) {
      parts.push(current);
      current = '';
    } else {
      current += character;
    }
  }
  parts.push(current);
  return parts;
}

/** One identifier as SQL reads it: quoted keeps its case, unquoted is folded to lower case. Error texts are the protocol's. */
export function parseIdentifier(text: string): Result<string, string> {
  if (text === '' || text === '""') return fail('Invalid zero-length delimited identifier');
  if (text.length > 2 && text.startsWith('"') && text.endsWith('"')) {
    const inner = text.slice(1, -1);
    if (/(^|[^"])("")*"($|[^"])/.test(inner)) {
      return fail(`Invalid quoted identifier contains unescaped quote: ${text}`);
    }
    return ok(inner.replaceAll('""', '"'));
  }
  if (!UNQUOTED.test(text)) {
    return fail(`Invalid unquoted identifier contains special characters: ${text}`);
  }
  return ok(text.toLowerCase());
}

/** `t`, `schema.t`, quoted parts; the default schema is `public`. */
export function parseRelationName(text: string): Result<RelationName, string> {
  const parts = splitOutsideQuotes(text, '.');
  if (parts.length > 2) return fail(`Invalid relation identifier, too many delimiters: ${text}`);
  const parsed: string[] = [];
  for (const part of parts) {
    const identifier = parseIdentifier(part);
    if (!identifier.ok) return identifier;
    parsed.push(identifier.value);
  }
  const [first = '', second] = parsed;
  return ok(second === undefined ? { schema: 'public', name: first } : { schema: first, name: second });
}

/** A comma list of column names, each perhaps quoted. */
export function parseColumnList(text: string): Result<readonly string[], string> {
  const names: string[] = [];
  for (const part of splitOutsideQuotes(text, ',')) {
    const identifier = parseIdentifier(part.trim() === '' ? '' : part.trim());
    if (!identifier.ok) return identifier;
    names.push(identifier.value);
  }
  return ok(names);
}

export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function quoteRelation(relation: RelationName): string {
  return `${quoteIdentifier(relation.schema)}.${quoteIdentifier(relation.name)}`;
}

export function quoteLiteral(text: string): string {
  const quoted = `'${text.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
  return text.includes('\\') ? `E${quoted}` : quoted;
}
