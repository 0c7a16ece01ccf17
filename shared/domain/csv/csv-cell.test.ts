import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { restoreCell, writeCell, writeRow } from './csv-cell.ts';
import { readHeaders } from './headers.ts';
import { refusedRowsHeader, refusedRowsLine } from './refused-rows.ts';

describe('cells a spreadsheet would run are disarmed', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+49 30 123', "'+49 30 123"],
    ['-5', "'-5"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [' =cmd', "' =cmd"],
    ['\t=x', `"'\t=x"`],
    ['＝1', "'＝1"],
    ['a=b', 'a=b'],
    ['ann@acme.com', 'ann@acme.com'],
    ["O'Neil", "O'Neil"],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ])('%j is written %j', (value, written) => expect(writeCell(value)).toBe(written));
});

test('what is written reads back as it was, apostrophes included', () => {
  const cell = fc.string({ unit: fc.constantFrom(...'a=+-@\'", ;\t\r\n＝é'.split('')), maxLength: 8 });
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), (cells) => {
      const [row] = parse(writeRow(cells), { record_delimiter: '\r\n' });
      expect(row?.map(restoreCell)).toEqual(cells);
      for (const written of row ?? []) expect(written).not.toMatch(/^\s*[=+\-@]/);
    }),
    { numRuns: 300 },
  );
}, 60_000);

test('the refused-rows file keeps the original columns and says where and why', () => {
  const { columns } = readHeaders(['Email', 'Phone', 'Email']);
  const text =
    refusedRowsHeader(columns) +
    refusedRowsLine(columns, { row: 7, cells: ['ann@', '+1 2'], reasons: ['No domain.', 'Says “x, y”.'] });
  expect(text).toBe(
    `\uFEFFEmail,Phone,Email,row_number,reason\r\nann@,'+1 2,,7,"No domain. Says “x, y”."\r\n`,
  );
});
