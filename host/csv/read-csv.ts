/**
 * Adapter: lead lists as CSV files.
 *
 * Streams files of any size in flat memory, tells progress by bytes, stops when asked and goes on from a
 * checkpoint. Reads only; what a row means is decided in shared/domain/csv and shared/engines/guardian.
 */
import { basename } from 'node:path';
import { numberedHeaders, readHeaders, type CsvColumn } from '../../shared/domain/csv/headers.ts';
import { AppError } from '../../shared/kernel/app-error.ts';
import type { CsvCheckpoint, CsvFormat, FileStamp } from './csv-format.ts';
import { readRecords } from './record-stream.ts';
import { stampOf } from './source-file.ts';

export const BATCH_ROWS = 1_000;

export type CsvRow = {
  /** As a spreadsheet counts: the header is row 1, blank lines count. */
  readonly row: number;
  readonly cells: readonly string[];
};

export type CsvBatch = {
  readonly columns: readonly CsvColumn[];
  /** 1 to 1,000 rows. */
  readonly rows: readonly CsvRow[];
  readonly firstRow: number;
  /** Bytes of the file read so far; ahead of the rows by what is buffered. */
  readonly bytesRead: number;
  readonly totalBytes: number;
  /** Hand back to `readCsv` to go on after this batch. */
  readonly checkpoint: CsvCheckpoint;
};

export type ReadCsvOptions = {
  readonly format: CsvFormat;
  readonly from?: CsvCheckpoint | undefined;
  readonly batchRows?: number;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Reads data rows in batches. `from` continues after a checkpoint of the same, unchanged file.
 * Errors (AppError): `conflict` when the file has changed since the checkpoint, `cancelled`, and those of
 * `readRecords`.
 */
export async function* readCsv(path: string, options: ReadCsvOptions): AsyncGenerator<CsvBatch, void> {
  const file = await stampOf(path);
  const { from } = options;
  if (from) checkUnchanged(path, file, from.file);
  const format = from?.format ?? options.format;
  const batchRows = Math.min(options.batchRows ?? BATCH_ROWS, BATCH_ROWS);
  let columns = from ? await readColumns(path, format, options.signal) : undefined;
  let bytesRead = 0;
  let rows: CsvRow[] = [];
  let textBytes = from?.textBytes ?? 0;
  const baseRow = from?.row ?? 0;

  const finishBatch = (): CsvBatch => {
    const batch = rows;
    rows = [];
    return {
      columns: columns ?? [],
      rows: batch,
      firstRow: batch[0]?.row ?? baseRow,
      bytesRead,
      totalBytes: file.size,
      checkpoint: { row: batch.at(-1)?.row ?? baseRow, textBytes, format, file },
    };
  };

  const records = readRecords(path, {
    format,
    skipTextBytes: textBytes,
    onBytes: (bytes) => (bytesRead = bytes),
    signal: options.signal,
  });
  for await (const record of records) {
    if (columns === undefined) {
      columns = columnsOf(record.cells, format.hasHeader);
      if (format.hasHeader) continue;
    }
    rows.push({ row: baseRow + record.ordinal, cells: record.cells });
    textBytes = record.textBytes;
    if (rows.length === batchRows) yield finishBatch();
  }
  if (rows.length > 0) yield finishBatch();
}

function columnsOf(firstRow: readonly string[], hasHeader: boolean): readonly CsvColumn[] {
  return (hasHeader ? readHeaders(firstRow) : numberedHeaders(firstRow.length)).columns;
}

async function readColumns(
  path: string,
  format: CsvFormat,
  signal: AbortSignal | undefined,
): Promise<readonly CsvColumn[]> {
  for await (const record of readRecords(path, { format, signal }))
    return columnsOf(record.cells, format.hasHeader);
  return [];
}

function checkUnchanged(path: string, now: FileStamp, then: FileStamp): void {
  if (now.size === then.size && now.modifiedMs === then.modifiedMs) return;
  const name = basename(path);
  throw new AppError('conflict', `${name} changed since the checkpoint`, {
    hint: `“${name}” has changed since the import stopped. Start the import again; leads that are already there will be recognised.`,
    details: { file: name },
  });
}
