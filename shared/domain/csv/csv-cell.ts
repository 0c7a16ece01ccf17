/** What a spreadsheet may run as a formula, with the apostrophes that keep it from doing so. */
const DANGEROUS = /^'*(?:[\t\r]|[\t\r\n ]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/;
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/;

/**
 * One cell of an exported CSV. A cell that a spreadsheet would run as a formula gets an apostrophe in front
 * (CWE-1236); separators, quotes, line breaks and outer spaces put it in quotes.
 */
export function writeCell(value: string): string {
  const safe = DANGEROUS.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line of an exported CSV, with its CRLF (RFC 4180). */
export function writeRow(cells: readonly string[]): string {
  return `${cells.map(writeCell).join(',')}\r\n`;
}

/** Takes the apostrophe of `writeCell` away again, so that a corrected export can be imported. */
export function restoreCell(value: string): string {
  return value.startsWith("'") && DANGEROUS.test(value.slice(1)) ? value.slice(1) : value;
}

/** Tells spreadsheets that the file is UTF-8. */
export const UTF8_MARK = '\uFEFF';
