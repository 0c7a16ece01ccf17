import { cleanText } from '../../domain/csv/clean-text.ts';

export type ReadName = {
  readonly value: string | undefined;
  /** Why the name looks wrong; undefined when it looks like a name. */
  readonly odd: string | undefined;
  readonly caseChanged: boolean;
};

const PLACEHOLDER = new Set([
  'test',
  'tester',
  'asdf',
  'qwerty',
  'abc',
  'xxx',
  'first',
  'last',
  'firstname',
  'lastname',
  'first name',
  'last name',
  'name',
  'contact',
  'admin',
  'user',
  'owner',
  'customer',
  'team',
]);
const PLAIN_NAME = /^[A-Z][a-z]+(?:[ '-][A-Z][a-z]+)*$/;
const HAS_LETTER = /\p{L}/u;
const DIGIT = /\p{N}/u;
const MARKUP = /[{}<>[\]|\\^~=*_#$%@]|https?:|www\./i;
const ONE_LETTER_OVER = /^(\p{L})\1{2,}$/iu;
/** Scripts whose letters change case one for one; others keep what was written. */
const CASED = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{M}\s'’.-]+$/u;
const WORD = /\p{L}[\p{L}\p{M}]*/gu;

/** Reads a first or last name: cleaned, shouted or whispered names re-cased, oddities told. Idempotent. */
export function readName(raw: string | undefined): ReadName {
  if (raw !== undefined && PLAIN_NAME.test(raw)) {
    return {
      value: cleanText(raw),
      odd: PLACEHOLDER.has(raw.toLowerCase()) ? placeholder(raw) : undefined,
      caseChanged: false,
    };
  }
  const clean = cleanText(raw);
  if (clean === undefined) return { value: undefined, odd: undefined, caseChanged: false };
  const odd = whyOdd(clean);
  if (odd !== undefined) return { value: clean, odd, caseChanged: false };
  const cased = properCase(clean);
  return { value: cased, odd: undefined, caseChanged: cased !== clean };
}

function whyOdd(name: string): string | undefined {
  if (PLACEHOLDER.has(name.toLowerCase())) return placeholder(name);
  if (MARKUP.test(name)) return `“${clip(name)}” contains characters that no name has.`;
  if (DIGIT.test(name)) return `“${clip(name)}” contains digits.`;
  if (!HAS_LETTER.test(name)) return `“${clip(name)}” has no letters.`;
  if (ONE_LETTER_OVER.test(name)) return `“${clip(name)}” is one letter repeated.`;
  if (name.length > 80) return `The name has ${name.length} characters.`;
  return undefined;
}

/** `ANNA-LENA O'NEIL` and `anna-lena o'neil` → `Anna-Lena O'Neil`; mixed case is someone's own spelling and stays. */
function properCase(name: string): string {
  if (name.length < 3 || !CASED.test(name)) return name;
  const lower = name.toLowerCase();
  const upper = name.toUpperCase();
  if (lower === upper || (name !== lower && name !== upper)) return name;
  return lower
    .replace(WORD, (word) => {
      const first = String.fromCodePoint(word.codePointAt(0) ?? 0);
      const capital = first.toUpperCase();
      return capital.length === first.length ? capital + word.slice(first.length) : word;
    })
    .normalize('NFC');
}

function placeholder(name: string): string {
  return `“${clip(name)}” looks like a placeholder.`;
}

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
