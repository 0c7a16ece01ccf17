import { UTF8_MARK, writeRow } from './csv-cell.ts';
import type { CsvColumn } from './headers.ts';

export type RefusedRow = {
  /** Row number in the original file as a spreadsheet counts it; the header is row 1. */
  readonly row: number;
  readonly cells: readonly string[];
  readonly reasons: readonly string[];
};

/** Start of the refused-rows file: byte order mark and the original headers with `row_number` and `reason`. */
export function refusedRowsHeader(columns: readonly CsvColumn[]): string {
  return (
    UTF8_MARK + writeRow([...columns.map((column) => column.header || column.name), 'row_number', 'reason'])
  );
}

/** One refused row as it was, with where it stood and everything that was wrong with it. */
export function refusedRowsLine(columns: readonly CsvColumn[], refused: RefusedRow): string {
  const cells = columns.map((column) => refused.cells[column.index] ?? '');
  return writeRow([...cells, String(refused.row), refused.reasons.join(' ')]);
}
