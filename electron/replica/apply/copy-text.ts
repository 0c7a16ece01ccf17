/** Rows as COPY's text format, which takes Postgres text as it is: the fastest way in, without a cast of ours. */
import { tableMeta } from '../../../shared/mutations/columns.ts';
import type { SyncedTableName } from '../../../shared/schema/registry.ts';
import type { CopyRows, TextRow } from '../types.ts';

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

/** More bytes than a character takes. */
const BYTES_PER_CHARACTER = 3;
const FIRST_BYTES = 1024 * 1024;

const NEWLINE = 0x0a;

/** Rows of a table with every column it has; values of columns it does not have are left out. */
export function copyRows(table: SyncedTableName, rows: readonly TextRow[]): CopyRows {
  const columns = tableMeta(table).columns.map((column) => column.name);
  return { columns, count: rows.length, text: copyText(columns, rows) };
}

/** The same rows without the columns that the table does not have: a newer server may send more. */
export function withoutUnknown(table: SyncedTableName, rows: CopyRows): CopyRows {
  const { byName } = tableMeta(table);
  const kept = rows.columns.flatMap((column, at) => (byName.has(column) ? [at] : []));
  if (kept.length === rows.columns.length) return rows;
  const lines = rows.text.toString('utf8').split('\n').slice(0, -1);
  const cut = lines.map((line) => {
    const cells = line.split('\t');
    return `${kept.map((at) => cells[at]).join('\t')}\n`;
  });
  return {
    columns: kept.flatMap((at) => rows.columns[at] ?? []),
    count: rows.count,
    text: Buffer.from(cut.join('')),
  };
}

/** `text` in parts of whole lines, each of `bytes` or a line more. */
export function* linesOf(
  text: Buffer<ArrayBuffer>,
  bytes: number,
): Generator<Buffer<ArrayBuffer>, void, void> {
  for (let from = 0; from < text.length;) {
    const newline = text.indexOf(NEWLINE, Math.min(from + bytes, text.length - 1));
    const end = newline === -1 ? text.length : newline + 1;
    yield text.subarray(from, end);
    from = end;
  }
}

/**
 * One line a row as UTF-8, columns in the given order; a column that a row lacks is NULL. Plain loops, and bytes row by
 * row: this runs for every value of many rows, and one long text of many pieces takes three times as long to encode.
 */
export function copyText(columns: readonly string[], rows: readonly TextRow[]): Buffer<ArrayBuffer> {
  let bytes = Buffer.allocUnsafe(FIRST_BYTES);
  let at = 0;
  for (const row of rows) {
    const line = copyLine(columns, row);
    const needed = at + line.length * BYTES_PER_CHARACTER;
    if (needed > bytes.length) bytes = grown(bytes, at, needed);
    at += bytes.write(line, at);
  }
  return bytes.subarray(0, at);
}

function grown(bytes: Buffer<ArrayBuffer>, used: number, needed: number): Buffer<ArrayBuffer> {
  const larger = Buffer.allocUnsafe(Math.max(needed, bytes.length * 2));
  bytes.copy(larger, 0, 0, used);
  return larger;
}

function copyLine(columns: readonly string[], row: TextRow): string {
  let line = '';
  let separator = '';
  for (const column of columns) {
    const value = row[column];
    line += separator;
    if (value === null || value === undefined) line += '\\N';
    else line += NEEDS_ESCAPE.test(value) ? escaped(value) : value;
    separator = '\t';
  }
  return `${line}\n`;
}

function escaped(value: string): string {
  return value.replaceAll(SPECIAL, (character) => ESCAPES[character] ?? character);
}
