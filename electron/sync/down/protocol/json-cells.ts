/** One JSON string or null, byte by byte, as a cell of COPY's text format. */

/** Where is read, and where is written. */
export type Cursor = { at: number; to: number };

/** `none`: there is no cell here. */
export type Cell = 'text' | 'null' | 'none';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const CAPITAL_N = 0x4e;
const LETTER_U = 0x75;
const NULL = Buffer.from('null');

/** Escapes that JSON and COPY spell alike. */
const SAME_ESCAPES: ReadonlySet<number> = new Set(Array.from('bfnrt\\', (letter) => letter.charCodeAt(0)));
/** What JSON may escape and COPY must not: the quote and the slash. */
const PLAIN_ESCAPES: ReadonlySet<number> = new Set([QUOTE, 0x2f]);
/** What COPY has its own escape for, by its code. */
const COPY_ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x08, '\\b'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0b, '\\v'],
  [0x0c, '\\f'],
  [0x0d, '\\r'],
  [BACKSLASH, '\\\\'],
]);

/** Copies the cell at `cursor.at` and moves the cursor behind it. Never writes more bytes than it reads. */
export function readCell(bytes: Buffer, target: Buffer, cursor: Cursor): Cell {
  if (bytes[cursor.at] === QUOTE) return readString(bytes, target, cursor) ? 'text' : 'none';
  for (let index = 0; index < NULL.length; index += 1) {
    if (bytes[cursor.at + index] !== NULL[index]) return 'none';
  }
  target[cursor.to] = BACKSLASH;
  target[cursor.to + 1] = CAPITAL_N;
  cursor.at += NULL.length;
  cursor.to += 2;
  return 'null';
}

function readString(bytes: Buffer, target: Buffer, cursor: Cursor): boolean {
  const { length } = bytes;
  let at = cursor.at + 1;
  let { to } = cursor;
  while (at < length) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) {
      cursor.at = at + 1;
      cursor.to = to;
      return true;
    }
    if (byte < SPACE) return false;
    if (byte === BACKSLASH) {
      cursor.at = at;
      cursor.to = to;
      if (!readEscape(bytes, target, cursor)) return false;
      ({ at, to } = cursor);
    } else {
      target[to] = byte;
      at += 1;
      to += 1;
    }
  }
  return false;
}

function readEscape(bytes: Buffer, target: Buffer, cursor: Cursor): boolean {
  const letter = bytes[cursor.at + 1] ?? 0;
  if (letter === LETTER_U) return readCodeUnits(bytes, target, cursor);
  if (SAME_ESCAPES.has(letter)) {
    target[cursor.to] = BACKSLASH;
    target[cursor.to + 1] = letter;
    cursor.to += 2;
  } else if (PLAIN_ESCAPES.has(letter)) {
    target[cursor.to] = letter;
    cursor.to += 1;
  } else return false;
  cursor.at += 2;
  return true;
}

/** A run of `\uXXXX`, all of it at once, so that pairs of surrogates stay together. */
function readCodeUnits(bytes: Buffer, target: Buffer, cursor: Cursor): boolean {
  let text = '';
  while (bytes[cursor.at] === BACKSLASH && bytes[cursor.at + 1] === LETTER_U) {
    const digits = bytes.toString('latin1', cursor.at + 2, cursor.at + 6);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) return false;
    const unit = Number.parseInt(digits, 16);
    // No text of Postgres has it.
    if (unit === 0) return false;
    text += COPY_ESCAPES.get(unit) ?? String.fromCharCode(unit);
    cursor.at += 6;
  }
  cursor.to += target.write(text, cursor.to);
  return true;
}

/** The place behind the string whose content begins at `at`, or the end of the bytes. */
export function skipString(bytes: Buffer, at: number): number {
  for (let next = at; next < bytes.length; next += 1) {
    const byte = bytes[next];
    if (byte === QUOTE) return next + 1;
    if (byte === BACKSLASH) next += 1;
  }
  return bytes.length;
}
