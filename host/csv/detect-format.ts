import { basename } from 'node:path';
import iconv from 'iconv-lite';
import {
  cellCounts,
  guessDialect,
  type Delimiter,
  type DialectGuess,
} from '../../shared/domain/csv/dialect.ts';
import { encodingOfBom, guessEncoding, label, type CsvEncoding } from '../../shared/domain/csv/encoding.ts';
import { foreignByBytes, foreignByText } from '../../shared/domain/csv/file-kind.ts';
import { createUtf8Census, type Utf8Counts } from '../../shared/domain/csv/utf8-census.ts';
import { AppError } from '../../shared/kernel/app-error.ts';
import type { FileStamp } from './csv-format.ts';
import { notATable } from './file-errors.ts';
import { readChunks, stampOf } from './source-file.ts';

/** Dialect and preview are decided on this much of the file; the encoding on all of it. */
export const SAMPLE_BYTES = 256 * 1024;

export type DetectedText = {
  readonly file: FileStamp;
  readonly encoding: CsvEncoding;
  readonly bomBytes: number;
  readonly encodingEvidence: string;
  readonly invalidBytes: number;
  readonly dialect: DialectGuess;
  /** Decoded start of the file without byte order mark, cut after its last complete line if the file goes on. */
  readonly sampleText: string;
  /** Bytes of the file that `sampleText` covers. */
  readonly sampleBytes: number;
  readonly isWhole: boolean;
};

export type DetectOptions = {
  readonly encoding?: CsvEncoding | undefined;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Finds out how to read a file, in one pass and flat memory. A person's choice of encoding wins over detection.
 * Errors: `invalid_input` for folders, empty files and files that are no text; those of `readChunks`.
 */
export async function detectText(path: string, options: DetectOptions = {}): Promise<DetectedText> {
  const file = await stampOf(path);
  const { sample, counts } = await survey(path, options.signal);
  const foreign = foreignByBytes(sample);
  if (foreign) throw notATable(path, foreign.kind, foreign.hint);
  const chosen = chooseEncoding(path, sample, counts, options.encoding);
  const isWhole = counts.bytes <= sample.length;
  const decoded = iconv.decode(sample.subarray(chosen.bomBytes), chosen.encoding, { stripBOM: false });
  const sampleText = isWhole ? decoded : untilLastLine(decoded);
  if (sampleText.trim() === '') throw emptyFile(path);
  const foreignText = foreignByText(sampleText);
  if (foreignText) throw notATable(path, foreignText.kind, foreignText.hint);
  return {
    file,
    ...chosen,
    dialect: guessDialect(sampleText),
    sampleText,
    sampleBytes: isWhole ? counts.bytes : chosen.bomBytes + iconv.encode(sampleText, chosen.encoding).length,
    isWhole,
  };
}

async function survey(
  path: string,
  signal: AbortSignal | undefined,
): Promise<{ sample: Buffer; counts: Utf8Counts }> {
  const census = createUtf8Census();
  let sample = Buffer.alloc(0);
  for await (const chunk of readChunks(path, { signal, reuseBuffer: true })) {
    census.add(chunk);
    if (sample.length < SAMPLE_BYTES) {
      sample = Buffer.concat([sample, chunk.subarray(0, SAMPLE_BYTES - sample.length)]);
    }
  }
  if (sample.length === 0) throw emptyFile(path);
  return { sample, counts: census.result() };
}

function chooseEncoding(path: string, sample: Buffer, counts: Utf8Counts, wanted: CsvEncoding | undefined) {
  if (wanted !== undefined) {
    const bom = encodingOfBom(sample);
    return {
      encoding: wanted,
      bomBytes: bom?.encoding === wanted ? bom.bomBytes : 0,
      encodingEvidence: 'Chosen by hand.',
      invalidBytes: wanted === 'utf-8' ? counts.invalid : 0,
    };
  }
  const guess = guessEncoding(sample, counts);
  if (guess.kind === 'binary') {
    throw notATable(path, 'a binary file', `${guess.evidence} Choose the CSV file that holds the leads.`);
  }
  return {
    encoding: guess.encoding,
    bomBytes: guess.bomBytes,
    encodingEvidence: `${label(guess.encoding)}: ${guess.evidence}`,
    invalidBytes: guess.invalidBytes,
  };
}

/** A sample usually ends inside a row. Without any line break it is one endless line, and stays as it is. */
function untilLastLine(text: string): string {
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r', text.length - 2));
  return end < 0 ? text : text.slice(0, end + 1);
}

function emptyFile(path: string): AppError {
  const name = basename(path);
  return new AppError('invalid_input', `${name} is empty`, {
    hint: `“${name}” is empty. Export the list again and check that it has rows.`,
    details: { file: name },
  });
}

/** Cells per row of the sample, header included. */
export function sampleCellCounts(detected: DetectedText, delimiter: Delimiter): readonly number[] {
  return cellCounts(detected.sampleText.slice(detected.dialect.directiveLength), delimiter);
}
