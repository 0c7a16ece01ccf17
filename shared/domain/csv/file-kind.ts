/** What a file is when it is not a table of text, and what a person can do about it. */
export type ForeignFile = { readonly kind: string; readonly hint: string };

type Signature = { readonly at: number; readonly bytes: readonly number[] } & ForeignFile;

const EXPORT_CSV = 'Open it in your spreadsheet program and save it as CSV (UTF-8), then import that file.';
const UNPACK = 'Unpack it first, then import the CSV file inside.';
const NOT_A_LIST = 'Choose the CSV file that holds the leads.';

const SIGNATURES: readonly Signature[] = [
  {
    at: 0,
    bytes: [0x50, 0x4b, 0x03, 0x04],
    kind: 'a spreadsheet (.xlsx, .ods) or ZIP archive',
    hint: `${EXPORT_CSV} If it is a ZIP archive, unpack it first.`,
  },
  { at: 0, bytes: [0x50, 0x4b, 0x05, 0x06], kind: 'an empty ZIP archive', hint: NOT_A_LIST },
  { at: 0, bytes: [0xd0, 0xcf, 0x11, 0xe0], kind: 'an old Excel workbook (.xls)', hint: EXPORT_CSV },
  {
    at: 0,
    bytes: [0x25, 0x50, 0x44, 0x46],
    kind: 'a PDF document',
    hint: 'Ask for the list as CSV: a PDF holds pages, not rows.',
  },
  { at: 0, bytes: [0x1f, 0x8b], kind: 'a gzip archive (.gz)', hint: UNPACK },
  { at: 0, bytes: [0x42, 0x5a, 0x68], kind: 'a bzip2 archive (.bz2)', hint: UNPACK },
  { at: 0, bytes: [0x28, 0xb5, 0x2f, 0xfd], kind: 'a zstd archive (.zst)', hint: UNPACK },
  { at: 0, bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], kind: 'an xz archive (.xz)', hint: UNPACK },
  { at: 0, bytes: [0x37, 0x7a, 0xbc, 0xaf], kind: 'a 7-Zip archive (.7z)', hint: UNPACK },
  { at: 0, bytes: [0x52, 0x61, 0x72, 0x21], kind: 'a RAR archive (.rar)', hint: UNPACK },
  { at: 0, bytes: [0x89, 0x50, 0x4e, 0x47], kind: 'a PNG image', hint: NOT_A_LIST },
  { at: 0, bytes: [0xff, 0xd8, 0xff], kind: 'a JPEG image', hint: NOT_A_LIST },
  { at: 0, bytes: [0x47, 0x49, 0x46, 0x38], kind: 'a GIF image', hint: NOT_A_LIST },
  { at: 0, bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], kind: 'an SQLite database', hint: NOT_A_LIST },
  {
    at: 0,
    bytes: [0x50, 0x41, 0x52, 0x31],
    kind: 'a Parquet file',
    hint: 'Export it as CSV first, then import that file.',
  },
  { at: 0, bytes: [0x7f, 0x45, 0x4c, 0x46], kind: 'a program', hint: NOT_A_LIST },
  { at: 0, bytes: [0x4d, 0x5a, 0x90], kind: 'a program', hint: NOT_A_LIST },
  { at: 4, bytes: [0x66, 0x74, 0x79, 0x70], kind: 'a video or audio file', hint: NOT_A_LIST },
];

const TEXT_FORMATS: readonly (ForeignFile & { readonly start: RegExp })[] = [
  {
    start: /^\s*<(?:!doctype html|html|head|body|table)[\s>]/i,
    kind: 'a web page',
    hint: 'The download was probably a sign-in or error page. Export the list again and check that you are signed in.',
  },
  { start: /^\s*<\?xml/i, kind: 'an XML file', hint: 'Export the list as CSV instead.' },
  { start: /^\s*(?:\{\s*"|\[\s*[{[\]])/, kind: 'a JSON file', hint: 'Export the list as CSV instead.' },
  { start: /^\s*\{\\rtf/, kind: 'a rich-text document', hint: 'Save the table as CSV instead.' },
  {
    start: /^\s*BEGIN:VCARD/i,
    kind: 'a contact card file (.vcf)',
    hint: 'Export the contacts as CSV instead.',
  },
];

/** Names a file by its first bytes when it is certainly no CSV; undefined for anything that may be text. */
export function foreignByBytes(bytes: Uint8Array): ForeignFile | undefined {
  const found = SIGNATURES.find(({ at, bytes: wanted }) =>
    wanted.every((byte, index) => bytes[at + index] === byte),
  );
  return found && { kind: found.kind, hint: found.hint };
}

/** Names a text in another format than CSV by how it starts. */
export function foreignByText(text: string): ForeignFile | undefined {
  const found = TEXT_FORMATS.find(({ start }) => start.test(text));
  return found && { kind: found.kind, hint: found.hint };
}
