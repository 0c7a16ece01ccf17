/** Rows as COPY's text format, which takes Postgres text as it is: the fastest way in, without a cast of ours. */
import type { TextRow } from '../types.ts';

const SPECIAL = /[\\\b\f\n\r\t\v]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

/** One line a row, columns in the given order; a column that a row lacks is NULL. */
export function copyText(columns: readonly string[], rows: readonly TextRow[]): string {
  const lines = rows.map((row) => columns.map((column) => copyField(row[column])).join('\t'));
  return `${lines.join('\n')}\n`;
}

function copyField(value: string | null | undefined): string {
  if (value === null || value === undefined) return '\\N';
  return value.replaceAll(SPECIAL, (character) => ESCAPES[character] ?? character);
}
