import type { Utf8Counts } from './utf8-census.ts';

/** Encodings a list may be read in. The first four are detected; the others only when a person chooses them. */
export const CSV_ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'iso-8859-2',
  'iso-8859-15',
  'macintosh',
] as const;
export type CsvEncoding = (typeof CSV_ENCODINGS)[number];

export type EncodingGuess =
  | {
      readonly kind: 'text';
      readonly encoding: CsvEncoding;
      /** Bytes of the byte order mark to skip: 0, 2 or 3. */
      readonly bomBytes: number;
      /** Why, in words for the import screen. */
      readonly evidence: string;
      /** Bytes that are wrong in this encoding; they show up as �. */
      readonly invalidBytes: number;
    }
  | { readonly kind: 'binary'; readonly evidence: string };

/** The encoding a byte order mark announces. UTF-32 marks are not among them: nothing writes them. */
export function encodingOfBom(bytes: Uint8Array): { encoding: CsvEncoding; bomBytes: number } | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', bomBytes: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', bomBytes: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', bomBytes: 2 };
  return undefined;
}

/**
 * Decides the encoding from the file's first bytes and a census of all of it. A single stray byte at the end
 * of a large file is evidence against UTF-8, which a sample alone would miss.
 */
export function guessEncoding(sample: Uint8Array, whole: Utf8Counts): EncodingGuess {
  const bom = encodingOfBom(sample);
  if (bom) {
    const invalidBytes = bom.encoding === 'utf-8' ? whole.invalid : 0;
    return {
      kind: 'text',
      ...bom,
      evidence: `The file starts with the mark of ${label(bom.encoding)}.`,
      invalidBytes,
    };
  }
  const wide = wideEncoding(sample);
  if (wide) {
    return {
      kind: 'text',
      encoding: wide,
      bomBytes: 0,
      evidence: `Every other byte is empty, as in ${label(wide)}.`,
      invalidBytes: 0,
    };
  }
  if (whole.nuls > whole.bytes / 200 || sample.subarray(0, 512).includes(0)) {
    return { kind: 'binary', evidence: `${whole.nuls} empty bytes: text has none.` };
  }
  if (whole.invalid === 0) {
    const evidence =
      whole.multibyte === 0
        ? 'Only English characters, the same in every encoding.'
        : `${whole.multibyte} characters beyond English ones, all valid UTF-8.`;
    return { kind: 'text', encoding: 'utf-8', bomBytes: 0, evidence, invalidBytes: 0 };
  }
  if (whole.multibyte > whole.invalid * 10) {
    return {
      kind: 'text',
      encoding: 'utf-8',
      bomBytes: 0,
      evidence: `${whole.multibyte} valid UTF-8 characters, but ${whole.invalid} damaged bytes.`,
      invalidBytes: whole.invalid,
    };
  }
  return singleByte(sample, whole);
}

export function label(encoding: CsvEncoding): string {
  return encoding.startsWith('utf')
    ? encoding.toUpperCase()
    : encoding.charAt(0).toUpperCase() + encoding.slice(1);
}

/** Bytes that Windows-1252 leaves undefined. */
const UNDEFINED_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

function singleByte(sample: Uint8Array, whole: Utf8Counts): EncodingGuess {
  let high = 0;
  let controls = 0;
  let undefinedBytes = 0;
  for (const byte of sample) {
    if (byte >= 0x80) high += 1;
    if (UNDEFINED_1252.has(byte)) undefinedBytes += 1;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 26) controls += 1;
  }
  if (controls > sample.length / 50 || (high > sample.length / 2 && undefinedBytes > 8)) {
    return { kind: 'binary', evidence: 'Too many bytes that no text contains.' };
  }
  return {
    kind: 'text',
    encoding: 'windows-1252',
    bomBytes: 0,
    evidence: `${whole.invalid} bytes are not UTF-8; Western European Windows text has such bytes.`,
    invalidBytes: undefinedBytes,
  };
}

/** UTF-16 without a mark: for mostly Latin text one byte of each pair is empty, always on the same side. */
function wideEncoding(sample: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const pairs = Math.floor(sample.length / 2);
  if (pairs < 2) return undefined;
  let emptyEven = 0;
  let emptyOdd = 0;
  for (let index = 0; index < pairs * 2; index += 2) {
    if (sample[index] === 0) emptyEven += 1;
    if (sample[index + 1] === 0) emptyOdd += 1;
  }
  if (emptyOdd > pairs * 0.6 && emptyEven < pairs * 0.02) return 'utf-16le';
  if (emptyEven > pairs * 0.6 && emptyOdd < pairs * 0.02) return 'utf-16be';
  return undefined;
}
