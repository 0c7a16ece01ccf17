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

const NEEDS_ESCAPE = /[\\\b\f\n\r\t\v]/;

/**
 * One line a row, columns in the given order; a column that a row lacks is NULL. Plain loops: this runs for every
 * value of a first load.
 */
export function copyText(columns: readonly string[], rows: readonly TextRow[]): string {
  let text = '';
  for (const row of rows) {
    let separator = '';
    for (const column of columns) {
      const value = row[column];
      text += separator;
      if (value === null || value === undefined) text += '\\N';
      else text += NEEDS_ESCAPE.test(value) ? escaped(value) : value;
      separator = '\t';
    }
    text += '\n';
  }
  return text;
}

function escaped(value: string): string {
  return value.replaceAll(SPECIAL, (character) => ESCAPES[character] ?? character);
}
