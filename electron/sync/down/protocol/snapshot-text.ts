/**
 * Reads the rows of a snapshot straight from the bytes of an answer into COPY's text format, without an object or a
 * string for any value: a first load is a hundred megabytes of them. It understands one layout, learnt from the first
 * row (the same columns in the same order, the same headers); the first message of any other kind ends what it reads.
 */
import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import { parseJson } from '../../../../shared/kernel/parse-json.ts';
import type { CopyRows } from '../../../replica/types.ts';
import { readCell, skipString, type Cursor } from './json-cells.ts';

export type SnapshotText = {
  readonly rows: CopyRows;
  /** Where the first message begins that was not read, or the closing bracket stands. */
  readonly end: number;
};

/** How the rows of this answer look. */
type Layout = {
  readonly columns: readonly string[];
  /** What stands before each value, from the comma to the colon. */
  readonly labels: readonly Buffer[];
  readonly idAt: number;
  /** From the end of the values to the end of the message. */
  readonly tail: Buffer;
};

const rowHeaders = z.object({ headers: z.looseObject({ operation: z.literal('insert') }) });

const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;
const CLOSE_BRACE = 0x7d;
const TAB = 0x09;
const NEWLINE = 0x0a;
const START = Buffer.from('{"key":"');
const VALUES = Buffer.from(',"value":{');

/**
 * The rows at the beginning of `bytes`, a JSON list of messages; null when there are none of the known layout. What it
 * takes for a row is one: whatever is broken or unusual is left to the reader of messages.
 */
export function readSnapshotText(bytes: Buffer): SnapshotText | null {
  if (bytes[0] !== OPEN_BRACKET || !isUtf8(bytes)) return null;
  // Not cleared: what is never written takes no memory.
  const target = Buffer.allocUnsafeSlow(bytes.length);
  const layout = learnLayout(bytes, target);
  if (!layout) return null;
  const cursor: Cursor = { at: 1, to: 0 };
  let count = 0;
  let end = 1;
  let to = 0;
  while (readRow(bytes, target, cursor, layout)) {
    count += 1;
    to = cursor.to;
    end = cursor.at;
    if (bytes[cursor.at] !== COMMA) break;
    cursor.at += 1;
    end = cursor.at;
    // Nothing follows the comma: this is no list.
    if (bytes[end] === CLOSE_BRACKET) return null;
  }
  if (count === 0) return null;
  return { rows: { columns: layout.columns, count, text: target.subarray(0, to) }, end };
}

/** One row from `cursor.at` to `cursor.to`; false when there is none, with both anywhere. */
function readRow(bytes: Buffer, target: Buffer, cursor: Cursor, layout: Layout): boolean {
  const { labels, idAt, tail } = layout;
  if (!standsAt(bytes, cursor.at, START)) return false;
  cursor.at = skipString(bytes, cursor.at + START.length);
  if (!standsAt(bytes, cursor.at, VALUES)) return false;
  cursor.at += VALUES.length;
  for (let column = 0; column < labels.length; column += 1) {
    const label = labels[column];
    if (!label || !standsAt(bytes, cursor.at, label)) return false;
    cursor.at += label.length;
    const cell = readCell(bytes, target, cursor);
    if (cell === 'none' || (cell === 'null' && column === idAt)) return false;
    target[cursor.to] = TAB;
    cursor.to += 1;
  }
  if (!standsAt(bytes, cursor.at, tail)) return false;
  cursor.at += tail.length;
  // The last separator makes room for the end of the line.
  target[cursor.to - 1] = NEWLINE;
  return true;
}

function standsAt(bytes: Buffer, at: number, wanted: Buffer): boolean {
  for (let index = 0; index < wanted.length; index += 1) {
    if (bytes[at + index] !== wanted[index]) return false;
  }
  return true;
}

/** The layout of the first message, if it is a row. Writes to `target` what nobody needs. */
function learnLayout(bytes: Buffer, target: Buffer): Layout | null {
  if (!standsAt(bytes, 1, START)) return null;
  const valuesAt = skipString(bytes, 1 + START.length);
  if (!standsAt(bytes, valuesAt, VALUES)) return null;
  const columns: string[] = [];
  const labels: Buffer[] = [];
  const cursor: Cursor = { at: valuesAt + VALUES.length, to: 0 };
  while (bytes[cursor.at] !== CLOSE_BRACE) {
    const from = cursor.at;
    if (columns.length > 0 && bytes[from] !== COMMA) return null;
    const name = /^,?"([A-Za-z_][A-Za-z0-9_]*)":/.exec(bytes.toString('latin1', from, from + 128));
    const column = name?.[1];
    if (!name || column === undefined) return null;
    cursor.at = from + name[0].length;
    columns.push(column);
    labels.push(bytes.subarray(from, cursor.at));
    if (readCell(bytes, target, cursor) === 'none') return null;
  }
  const tail = tailFrom(bytes, cursor.at);
  const idAt = columns.indexOf('id');
  if (!tail || idAt === -1 || new Set(columns).size < columns.length) return null;
  return { columns, labels, idAt, tail };
}

/** `},"headers":{…}}` of an inserted row of a snapshot, headers without anything nested but lists. */
function tailFrom(bytes: Buffer, at: number): Buffer | null {
  const end = bytes.indexOf('}}', at + 1);
  if (end === -1) return null;
  const tail = bytes.subarray(at, end + 2);
  const match = /^\},("headers":\{.*\})\}$/s.exec(tail.toString());
  const headers = match && rowHeaders.safeParse(parseJson(`{${match[1]}}`)).data?.headers;
  return headers && !('lsn' in headers) && !('control' in headers) ? tail : null;
}
