const UNPRINTABLE = /[\p{Cc}\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu;
const SPACES = /\s+/g;
/** Printable ASCII without a leading, trailing or double space: already clean. */
const CLEAN = /^[!-~]+(?: [!-~]+)*$/;
/** What lists write for “nothing”. */
const ABSENT = new Set([
  'n/a',
  'na',
  'none',
  'null',
  'undefined',
  'nil',
  '-',
  '--',
  '—',
  '–',
  '.',
  '#n/a',
  'unknown',
  '?',
  'nan',
  '(blank)',
  'tbd',
]);

/**
 * A cell as text: NFC, one space between words, nothing invisible. Undefined when it is empty or stands for
 * nothing (`N/A`, `-`, `null`). Idempotent.
 */
export function cleanText(raw: string | undefined): string | undefined {
  if (raw === undefined || raw === '') return undefined;
  const text = CLEAN.test(raw)
    ? raw
    : raw.replace(SPACES, ' ').replace(UNPRINTABLE, '').normalize('NFC').replace(SPACES, ' ').trim();
  if (text === '' || (text.length <= 9 && ABSENT.has(text.toLowerCase()))) return undefined;
  return text;
}
