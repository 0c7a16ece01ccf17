import type { CsvProblem } from '../../shared/domain/csv/csv-problem.ts';
import type { DialectGuess } from '../../shared/domain/csv/dialect.ts';
import type { CsvEncoding } from '../../shared/domain/csv/encoding.ts';
import {
  looksLikeHeader,
  numberedHeaders,
  readHeaders,
  type CsvColumn,
  type Headers,
} from '../../shared/domain/csv/headers.ts';
import { guessMapping, type MappingGuess } from '../../shared/domain/csv/mapping-guess.ts';
import type { CsvFormat, FileStamp } from './csv-format.ts';
import { detectText, sampleCellCounts, type DetectedText } from './detect-format.ts';
import { readRecords } from './record-stream.ts';

/** Rows that the mapping guess looks at, and that a screen can show. */
export const SAMPLE_ROWS = 200;

export type CsvPreview = {
  readonly file: FileStamp;
  readonly format: CsvFormat;
  readonly encodingEvidence: string;
  readonly lineEnding: DialectGuess['lineEnding'];
  readonly columns: readonly CsvColumn[];
  readonly sampleRows: readonly (readonly string[])[];
  /** Data rows in the file: exact for small files, otherwise extrapolated from the sample. */
  readonly estimatedRows: number;
  readonly isEstimateExact: boolean;
  readonly mappingGuess: MappingGuess;
  /** Problems of file, headers and mapping. Any `error` must be solved before an import can start. */
  readonly problems: readonly CsvProblem[];
};

export type PreviewOptions = {
  /** Choices of a person, which win over detection. */
  readonly encoding?: CsvEncoding | undefined;
  readonly delimiter?: CsvFormat['delimiter'] | undefined;
  readonly hasHeader?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Everything an import screen shows before it starts: how the file is written, its first rows, a proposed
 * mapping and what is wrong. Errors (AppError): see `detectText` and `readRecords`.
 */
export async function previewCsv(path: string, options: PreviewOptions = {}): Promise<CsvPreview> {
  const detected = await detectText(path, options);
  const format: CsvFormat = {
    encoding: detected.encoding,
    bomBytes: detected.bomBytes,
    delimiter: options.delimiter ?? detected.dialect.delimiter,
    directiveLength: detected.dialect.directiveLength,
    hasHeader: true,
  };
  const { first, rows, isEnd } = await firstRecords(path, format, options.signal);
  const hasHeader = options.hasHeader ?? looksLikeHeader(first);
  const headers: Headers = hasHeader ? readHeaders(first) : numberedHeaders(first.length);
  const sampleRows = hasHeader ? rows : [first, ...rows];
  const cellCounts = sampleCellCounts(detected, format.delimiter);
  const mappingGuess = guessMapping(headers.columns, sampleRows);
  return {
    file: detected.file,
    format: { ...format, hasHeader },
    encodingEvidence: detected.encodingEvidence,
    lineEnding: detected.dialect.lineEnding,
    columns: headers.columns,
    sampleRows,
    estimatedRows: isEnd ? sampleRows.length : extrapolate(cellCounts.length, hasHeader, detected),
    isEstimateExact: isEnd,
    mappingGuess,
    problems: [
      ...headers.problems,
      ...fileProblems(detected, headers, sampleRows, cellCounts),
      ...mappingGuess.problems,
    ],
  };
}

async function firstRecords(path: string, format: CsvFormat, signal: AbortSignal | undefined) {
  let first: readonly string[] | undefined;
  const rows: (readonly string[])[] = [];
  for await (const record of readRecords(path, { format, signal })) {
    if (rows.length === SAMPLE_ROWS) return { first: first ?? [], rows, isEnd: false };
    if (first === undefined) first = record.cells;
    else rows.push(record.cells);
  }
  return { first: first ?? [], rows, isEnd: true };
}

function extrapolate(sampledRecords: number, hasHeader: boolean, detected: DetectedText): number {
  const records = (sampledRecords / detected.sampleBytes) * detected.file.size;
  return Math.max(1, Math.round(records) - (hasHeader ? 1 : 0));
}

function fileProblems(
  detected: DetectedText,
  headers: Headers,
  rows: readonly (readonly string[])[],
  cellCounts: readonly number[],
): readonly CsvProblem[] {
  const problems: CsvProblem[] = [];
  if (rows.length === 0) {
    problems.push({
      code: 'header_only',
      severity: 'error',
      text: 'The file has a header row but no rows below it.',
    });
  }
  if (headers.columns.length === 1) {
    problems.push({
      code: 'one_column',
      severity: 'warning',
      text: 'The file has a single column. If it should have more, choose the separator by hand.',
    });
  }
  const uneven = cellCounts.filter((count) => count !== headers.columns.length).length;
  if (uneven > 0) {
    problems.push({
      code: 'uneven_rows',
      severity: 'warning',
      text: `${uneven} of the first ${cellCounts.length} rows have more or fewer cells than the header.`,
    });
  }
  if (detected.invalidBytes > 0 || detected.sampleText.includes('\uFFFD')) {
    const where = detected.invalidBytes > 0 ? `${detected.invalidBytes} bytes` : 'Some characters';
    problems.push({
      code: 'damaged_characters',
      severity: 'warning',
      text: `${where} cannot be read as ${detected.encoding} and appear as �. Choose another encoding, or export the list again as UTF-8.`,
    });
  }
  if (GARBLED.test(detected.sampleText)) {
    problems.push({
      code: 'garbled_characters',
      severity: 'warning',
      text: 'Letters such as Ã¼ or â€™ show that the list was once saved in a wrong encoding. Export it again from where it came.',
    });
  }
  return problems;
}

/** UTF-8 read as Windows-1252 and saved again. */
const GARBLED = /Ã[\u0080-\u00BF¤¶¼©¨«±³º]|â€[™œ“”¦"]|Å[‚„›º¼]/;
