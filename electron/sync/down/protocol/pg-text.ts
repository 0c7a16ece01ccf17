/** Readers for the few values whose Postgres text the down-sync itself has to understand. */

/** The elements of a `text[]` in Postgres' array syntax, e.g. `{leads,"a b"}`. NULL elements are dropped. */
export function parseTextArray(text: string): readonly string[] {
  if (!text.startsWith('{') || !text.endsWith('}')) return [];
  const elements: string[] = [];
  for (const match of text.slice(1, -1).matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/gs)) {
    const [, quoted, bare] = match;
    if (quoted !== undefined) elements.push(quoted.replaceAll(/\\(.)/gs, '$1'));
    else if (bare !== undefined && bare !== 'NULL') elements.push(bare);
  }
  return elements;
}

const TIMESTAMP = /^(\d{4,}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d+))?\+00(?::?00)?$/;

/** A `timestamptz` as shapes deliver it (UTC) as `2026-01-31T10:00:00.123Z`; null for anything else. */
export function instantOfTimestamptz(text: string): string | null {
  const match = TIMESTAMP.exec(text);
  if (!match) return null;
  return `${match[1]}T${match[2]}.${(match[3] ?? '').padEnd(3, '0').slice(0, 3)}Z`;
}
