import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { CsvError, parse, type Info } from 'csv-parse';
import iconv from 'iconv-lite';
import { AppError, errorText } from '../../shared/kernel/app-error.ts';
import type { CsvFormat } from './csv-format.ts';
import { readChunks } from './source-file.ts';

/** A record longer than this is a file without line breaks or an unclosed quote, not a lead. */
export const MAX_RECORD_BYTES = 1024 * 1024;

export type CsvRecord = {
  readonly cells: readonly string[];
  /** Records and blank lines so far, this one included; counted from where reading started. */
  readonly ordinal: number;
  /** Text bytes up to the end of this record, from the start of the text. */
  readonly textBytes: number;
};

export type RecordStreamOptions = {
  readonly format: CsvFormat;
  /** Text bytes (as UTF-8, after byte order mark and `sep=` line) to pass over: a record must end there. */
  readonly skipTextBytes?: number;
  readonly onBytes?: (bytesRead: number) => void;
  readonly signal?: AbortSignal | undefined;
};

/**
 * The records of a CSV file, blank lines left out, in flat memory. Quotes in the middle of a cell are taken as
 * text. Errors: `invalid_input` for a record beyond 1 MB or a quote that is never closed; those of `readChunks`.
 */
export async function* readRecords(
  path: string,
  options: RecordStreamOptions,
): AsyncGenerator<CsvRecord, void> {
  const skipped = options.skipTextBytes ?? 0;
  let lastOrdinal = 0;
  const source = Readable.from(textBytes(path, options, skipped), { objectMode: false });
  const parser = parse({
    delimiter: options.format.delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD_BYTES,
    info: true,
  });
  source.on('error', (cause) => parser.destroy(cause));
  source.pipe(parser);
  try {
    const parsed: AsyncIterable<{ readonly record: readonly string[]; readonly info: Info }> = parser;
    for await (const { record, info } of parsed) {
      lastOrdinal = info.records + info.empty_lines;
      yield { cells: record, ordinal: lastOrdinal, textBytes: skipped + info.bytes };
    }
  } catch (cause) {
    throw recordError(path, cause, lastOrdinal + 1);
  } finally {
    source.destroy();
    parser.destroy();
  }
}

/** The text of the file as UTF-8 bytes. UTF-8 files pass through: the parser decodes cell by cell. */
async function* textBytes(
  path: string,
  options: RecordStreamOptions,
  skip: number,
): AsyncGenerator<Buffer, void> {
  const { format } = options;
  const decoder =
    format.encoding === 'utf-8' ? undefined : iconv.getDecoder(format.encoding, { stripBOM: false });
  let toSkip = skip + format.directiveLength;
  let bytesRead = format.bomBytes;
  for await (const chunk of readChunks(path, { from: format.bomBytes, signal: options.signal })) {
    bytesRead += chunk.length;
    options.onBytes?.(bytesRead);
    const text = decoder ? Buffer.from(decoder.write(chunk), 'utf8') : chunk;
    if (toSkip >= text.length) {
      toSkip -= text.length;
      continue;
    }
    yield toSkip > 0 ? text.subarray(toSkip) : text;
    toSkip = 0;
  }
  const rest = decoder?.end();
  if (rest !== undefined && rest !== '') yield Buffer.from(rest, 'utf8').subarray(toSkip);
}

function recordError(path: string, cause: unknown, ordinal: number): AppError {
  if (cause instanceof AppError) return cause;
  if (!(cause instanceof CsvError)) return AppError.from(cause);
  const name = basename(path);
  const details = { file: name, row: ordinal };
  if (cause.code === 'CSV_MAX_RECORD_SIZE') {
    return new AppError('invalid_input', `record ${ordinal} of ${name} exceeds ${MAX_RECORD_BYTES} bytes`, {
      hint: `Row ${ordinal} of “${name}” is longer than 1 MB: either a quote (") opened there is never closed, or the file has no line breaks. Correct that row or export the list again.`,
      details,
      cause,
    });
  }
  if (cause.code === 'CSV_QUOTE_NOT_CLOSED') {
    return new AppError('invalid_input', `record ${ordinal} of ${name} has an unclosed quote`, {
      hint: `Row ${ordinal} of “${name}” opens a quote (") that is never closed. Correct that row or export the list again.`,
      details,
      cause,
    });
  }
  return new AppError('invalid_input', `${name}: ${errorText(cause)}`, {
    hint: `Row ${ordinal} of “${name}” could not be read. Correct that row or export the list again.`,
    details,
    cause,
  });
}
