import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '../../shared/kernel/app-error.ts';
import { fileError } from './file-errors.ts';
import { previewCsv, type CsvPreview } from './preview-csv.ts';
import { readCsv } from './read-csv.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'csv-faults-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function failure(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (!(error instanceof AppError)) throw new Error(`expected an AppError, got ${String(error)}`);
  return error;
}

const codesOf = (preview: CsvPreview) =>
  preview.problems.map((problem) => `${problem.severity} ${problem.code}`);

describe('files that are no list, and what to do', () => {
  test.each([
    [
      'book.csv',
      Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(100)]),
      'spreadsheet',
      'save it as CSV',
    ],
    ['old.csv', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old Excel', 'save it as CSV'],
    ['paper.csv', Buffer.from('%PDF-1.7\n…'), 'PDF', 'as CSV'],
    ['list.csv.gz', gzipSync('Email\na@b.com\n'), 'gzip', 'Unpack'],
    ['nul.csv', Buffer.from('Email\0\0\x01\x02binary'), 'binary', 'Choose'],
    [
      'noise.csv',
      Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 89 + 128) % 256 || 1)),
      'binary',
      'Choose',
    ],
    ['page.csv', '<!DOCTYPE html><html><body>Sign in</body></html>', 'web page', 'signed in'],
    ['data.csv', '[{"email":"a@b.com"}]', 'JSON', 'as CSV'],
    ['feed.csv', '<?xml version="1.0"?><a/>', 'XML', 'as CSV'],
  ])('%s', async (name, content, kind, advice) => {
    const error = await failure(previewCsv(await file(name, content)));
    expect(error.code).toBe('invalid_input');
    expect(error.hint).toContain(name);
    expect(error.hint).toContain(kind);
    expect(error.hint).toContain(advice);
  });

  test.each([
    ['empty.csv', ''],
    ['mark.csv', '\uFEFF'],
    ['blank.csv', '\n\n  \n'],
  ])('%s is empty', async (name, content) => {
    const error = await failure(previewCsv(await file(name, content)));
    expect(error).toMatchObject({ code: 'invalid_input', hint: expect.stringContaining('is empty') });
  });
});

describe('files that cannot be opened', () => {
  test('missing', async () =>
    expect(await failure(previewCsv(join(folder, 'gone.csv')))).toMatchObject({ code: 'not_found' }));

  test('a folder', async () => {
    await mkdir(join(folder, 'folder.csv'));
    expect(await failure(previewCsv(join(folder, 'folder.csv')))).toMatchObject({
      code: 'invalid_input',
      hint: expect.stringContaining('is a folder'),
    });
  });

  test.each([
    ['EACCES', 'forbidden', 'permission'],
    ['EPERM', 'forbidden', 'permission'],
    ['EBUSY', 'unavailable', 'in use'],
    ['EIO', 'unavailable', 'does not answer'],
  ])('%s is told as %s', (code, kind, words) => {
    const error = fileError('/data/list.csv', Object.assign(new Error('failed'), { code }));
    expect(error).toMatchObject({ code: kind, hint: expect.stringContaining(words) });
    expect(error.hint).toContain('list.csv');
  });
});

describe('tables with something wrong in them', () => {
  test('header only: an error, with the columns still shown', async () => {
    const preview = await previewCsv(await file('header.csv', 'Email,First name\r\n'));
    expect(codesOf(preview)).toContain('error header_only');
    expect(preview).toMatchObject({ estimatedRows: 0, columns: [{ name: 'Email' }, { name: 'First name' }] });
    expect(await Array.fromAsync(readCsv(join(folder, 'header.csv'), { format: preview.format }))).toEqual(
      [],
    );
  });

  test('no header: columns are numbered, the first row is data, the address is found by its looks', async () => {
    const preview = await previewCsv(await file('no-header.csv', 'Ann,ann@acme.com\nBob,bob@acme.com\n'));
    expect(codesOf(preview)).toContain('warning header_missing');
    expect(preview.estimatedRows).toBe(2);
    expect(preview.mappingGuess.mapping).toMatchObject({ 'Column 2': 'email' });
    const [batch] = await Array.fromAsync(readCsv(join(folder, 'no-header.csv'), { format: preview.format }));
    expect(batch?.rows).toEqual([
      { row: 1, cells: ['Ann', 'ann@acme.com'] },
      { row: 2, cells: ['Bob', 'bob@acme.com'] },
    ]);
  });

  test('duplicate and empty headers are named and told', async () => {
    const preview = await previewCsv(
      await file('headers.csv', 'Email,Email,,email\na@b.com,c@d.com,x,e@f.com\n'),
    );
    expect(preview.columns.map((column) => column.name)).toEqual([
      'Email',
      'Email (2)',
      'Column 3',
      'email (3)',
    ]);
    expect(codesOf(preview)).toEqual([
      'warning header_duplicate',
      'warning header_empty',
      'warning header_duplicate',
    ]);
    const targets = Object.values(preview.mappingGuess.mapping);
    expect(targets.filter((target) => target === 'email')).toHaveLength(1);
  });

  test('uneven rows', async () => {
    const preview = await previewCsv(
      await file('uneven.csv', 'Email,Name\na@b.com,A\nc@d.com\ne@f.com,E,extra\n'),
    );
    expect(codesOf(preview)).toContain('warning uneven_rows');
  });

  test('Windows-1252 far behind the sample is noticed', async () => {
    const early = Array.from({ length: 30_000 }, (_, index) => `p${index}@acme.com,Plain\n`).join('');
    const path = await file('late.csv', iconv.encode(`Email,Name\n${early}z@acme.com,Zoë\n`, 'windows-1252'));
    const preview = await previewCsv(path);
    expect(preview.format.encoding).toBe('windows-1252');
    expect(preview.isEstimateExact).toBe(false);
    expect(Math.abs(preview.estimatedRows - 30_001)).toBeLessThan(1_500);
    const batches = await Array.fromAsync(readCsv(path, { format: preview.format }));
    expect(batches.at(-1)?.rows.at(-1)?.cells).toEqual(['z@acme.com', 'Zoë']);
  });

  test('a wrong encoding is flagged: chosen, damaged, or saved wrongly long ago', async () => {
    const latin = await file('latin.csv', iconv.encode('Email,Name\na@b.com,Zoë\n', 'windows-1252'));
    expect(codesOf(await previewCsv(latin, { encoding: 'utf-8' }))).toContain('warning damaged_characters');
    const mostlyUtf8 = `Email,Name\n${'a@b.com,Zoë\n'.repeat(40)}`;
    const damaged = await file(
      'damaged.csv',
      Buffer.concat([Buffer.from(mostlyUtf8), Buffer.from([0xe9, 0x0a])]),
    );
    const preview = await previewCsv(damaged);
    expect(preview.format.encoding).toBe('utf-8');
    expect(codesOf(preview)).toContain('warning damaged_characters');
    const garbled = await file('garbled.csv', 'Email,Name\na@b.com,ZoÃ«\nb@b.com,MÃ¼ller\n');
    expect(codesOf(await previewCsv(garbled))).toContain('warning garbled_characters');
  });

  test('a quote that is never closed names its row', async () => {
    const path = await file('quote.csv', 'Email,Name\na@b.com,A\nc@d.com,"never closed\ne@f.com,E\n');
    const error = await failure(previewCsv(path));
    expect(error).toMatchObject({ code: 'invalid_input', details: { row: 3 } });
    expect(error.hint).toContain('Row 3');
  });

  test('a quote in the middle of a cell is text', async () => {
    const path = await file('inch.csv', 'Email,Screen\na@b.com,24" wide\n');
    expect((await previewCsv(path)).sampleRows).toEqual([['a@b.com', '24" wide']]);
  });
});

test('a line of 200 MB is refused at once, without eating memory', async () => {
  const path = join(folder, 'endless.csv');
  const handle = await open(path, 'w');
  const block = Buffer.alloc(4 * 1024 * 1024, 'x');
  for (let written = 0; written < 200 * 1024 * 1024; written += block.length) await handle.write(block);
  await handle.close();
  const before = process.memoryUsage().arrayBuffers;
  const error = await failure(previewCsv(path));
  expect(error).toMatchObject({ code: 'invalid_input', hint: expect.stringContaining('longer than 1 MB') });
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 1024 * 1024);
}, 60_000);
