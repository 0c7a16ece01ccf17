const UNPRINTABLE = /[\p{Cc}\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu;
const SPACES = /\s+/g;
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
  const text = isClean(raw)
    ? raw
    : raw
        .toWellFormed()
        .replace(SPACES, ' ')
        .replace(UNPRINTABLE, '')
        .normalize('NFC')
        .replace(SPACES, ' ')
        .trim();
  if (text === '' || (text.length <= 9 && ABSENT.has(text.toLowerCase()))) return undefined;
  return text;
}

/**
 * Printable ASCII and precomposed Latin letters with single inner spaces: nothing to clean, and already NFC.
 * A loop, because nearly every cell of a list takes this way.
 */
function isClean(text: string): boolean {
  let previous = SPACE;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === SPACE) {
      if (previous === SPACE) return false;
    } else if (!((code > SPACE && code < 0x7f) || (code >= 0xc0 && code <= 0x24f))) {
      return false;
    }
    previous = code;
  }
  return previous !== SPACE;
}

const SPACE = 32;
