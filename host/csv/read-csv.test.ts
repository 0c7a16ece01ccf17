import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DELIMITERS } from '../../shared/domain/csv/dialect.ts';
import { csvCheckpointSchema } from './csv-format.ts';
import { previewCsv } from './preview-csv.ts';
import { readCsv, type CsvBatch, type ReadCsvOptions } from './read-csv.ts';

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'csv-read-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(content: string | Buffer): Promise<string> {
  const path = join(folder, `list ${(count += 1)}.csv`);
  await writeFile(path, content);
  return path;
}

async function readAll(path: string, options: Partial<ReadCsvOptions> = {}): Promise<CsvBatch[]> {
  const format = options.format ?? (await previewCsv(path)).format;
  return Array.fromAsync(readCsv(path, { ...options, format }));
}

const rowsOf = (batches: readonly CsvBatch[]) =>
  batches.flatMap((batch) => batch.rows.map((row) => row.cells));

const TABLE = [
  ['Email', 'First name', 'Note'],
  ['ann@acme.com', 'Änn', 'likes "quotes", commas; and\nline breaks'],
  ['bob@acme.com', 'Bøb', ''],
  ['eve@acme.com', 'Éve', 'x'],
];

function write(table: readonly (readonly string[])[], delimiter: string, newline: string): string {
  const cell = (text: string) =>
    /[",;\t|\r\n]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text;
  return table.map((row) => row.map(cell).join(delimiter) + newline).join('');
}

describe('every usual dialect and encoding reads the same', () => {
  const encodings = [
    ['utf-8', false],
    ['utf-8', true],
    ['utf-16le', true],
    ['utf-16be', true],
    ['utf-16le', false],
    ['utf-16be', false],
    ['windows-1252', false],
  ] as const;
  for (const [encoding, addBOM] of encodings) {
    for (const delimiter of DELIMITERS) {
      for (const newline of ['\n', '\r\n', '\r']) {
        test(`${encoding}${addBOM ? ' with mark' : ''}, ${JSON.stringify(delimiter)}, ${JSON.stringify(newline)}`, async () => {
          const path = await file(iconv.encode(write(TABLE, delimiter, newline), encoding, { addBOM }));
          const preview = await previewCsv(path);
          expect(preview.format).toMatchObject({ encoding, delimiter, hasHeader: true });
          const batches = await readAll(path, { format: preview.format });
          expect(batches[0]?.columns.map((column) => column.name)).toEqual(TABLE[0]);
          expect(rowsOf(batches)).toEqual(TABLE.slice(1));
          expect(preview.sampleRows).toEqual(TABLE.slice(1));
          expect(preview).toMatchObject({ estimatedRows: 3, isEstimateExact: true });
        });
      }
    }
  }
});

test('any table in any dialect comes back as it was written', async () => {
  const latin = fc.string({ unit: fc.constantFrom(...'abzÄéß€–“ 0"\',;|\t\n\r@='.split('')), maxLength: 12 });
  const anyText = fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .map((text) => text.toWellFormed().replaceAll('\uFEFF', ''));
  const dialect = fc.record({
    encoding: fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'windows-1252'),
    delimiter: fc.constantFrom(...DELIMITERS),
    newline: fc.constantFrom('\n', '\r\n', '\r'),
    addBOM: fc.boolean(),
    endsWithNewline: fc.boolean(),
    width: fc.integer({ min: 2, max: 5 }),
  });
  const tableOf = (cell: fc.Arbitrary<string>, width: number) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 });
  const anyCase = dialect.chain((options) =>
    tableOf(options.encoding === 'windows-1252' ? latin : fc.oneof(latin, anyText), options.width).map(
      (table) => ({ options, table }),
    ),
  );
  await fc.assert(
    fc.asyncProperty(anyCase, async ({ options, table }) => {
      const header = table[0]!.map((_, index) => `Column ${index}`);
      const body = write([header, ...table], options.delimiter, options.newline);
      const text = options.endsWithNewline ? body : body.slice(0, -options.newline.length);
      const bytes = iconv.encode(text, options.encoding, {
        addBOM: options.addBOM && options.encoding.startsWith('utf'),
      });
      const path = await file(bytes);
      // The encoding of a very small file without a mark cannot be told; a person would choose it.
      const preview = await previewCsv(path, {
        encoding: options.encoding as 'utf-8',
        delimiter: options.delimiter,
        hasHeader: true,
      });
      const batches = await readAll(path, { format: preview.format });
      expect(rowsOf(batches)).toEqual(table);
    }),
    { numRuns: 100 },
  );
}, 60_000);

describe('batches', () => {
  const lines = (from: number, to: number) =>
    Array.from(
      { length: to - from + 1 },
      (_, index) => `p${from + index}@acme.com,"Zoë\n${from + index}"\n`,
    ).join('');

  test('of at most 1,000 rows, numbered as a spreadsheet does, with rising progress', async () => {
    const path = await file(`Email,Name\n${lines(2, 1501)}\n\n${lines(1504, 2600)}`);
    const batches = await readAll(path);
    expect(batches.map((batch) => batch.rows.length)).toEqual([1000, 1000, 597]);
    expect(batches.map((batch) => batch.firstRow)).toEqual([2, 1002, 2004]);
    for (const row of batches.flatMap((batch) => batch.rows))
      expect(row.cells[0]).toBe(`p${row.row}@acme.com`);
    const last = batches.at(-1)!;
    expect(last.bytesRead).toBe(last.totalBytes);
  });

  test.each(['utf-8', 'utf-16le', 'windows-1252'])(
    'reading goes on from any checkpoint: %s',
    async (encoding) => {
      const text = `sep=;\r\nEmail;Name\r\n${lines(2, 80)}\n${lines(82, 200)}`.replaceAll(',', ';');
      const path = await file(iconv.encode(text, encoding, { addBOM: encoding !== 'windows-1252' }));
      const batches = await readAll(path, { batchRows: 7 });
      const everything = batches.flatMap((batch) => batch.rows);
      expect(everything).toHaveLength(198);
      for (const [index, batch] of batches.entries()) {
        const stored = csvCheckpointSchema.parse(JSON.parse(JSON.stringify(batch.checkpoint)));
        const rest = await readAll(path, { from: stored });
        expect(rest.flatMap((part) => part.rows)).toEqual(everything.slice((index + 1) * 7));
        if (rest[0]) expect(rest[0].columns).toEqual(batch.columns);
      }
    },
  );

  test('a file that changed since the checkpoint is not read on', async () => {
    const path = await file('Email,Name\na@b.com,A\nc@d.com,C\n');
    const [first] = await readAll(path, { batchRows: 1 });
    await writeFile(path, 'Email,Name\nx@b.com,A\nc@d.com,C\nmore@d.com,C\n');
    await expect(readAll(path, { from: first!.checkpoint })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('cancelling stops between batches', async () => {
    const path = await file(`Email,Name\n${lines(2, 60_000)}`);
    const { format } = await previewCsv(path);
    const controller = new AbortController();
    let seen = 0;
    const read = async () => {
      for await (const batch of readCsv(path, { format, signal: controller.signal })) {
        seen += batch.rows.length;
        controller.abort();
      }
    };
    await expect(read()).rejects.toMatchObject({ code: 'cancelled' });
    expect(seen).toBeLessThan(59_000);
  });
});
