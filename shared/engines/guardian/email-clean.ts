/** Anything that needs cleaning beyond a plain ASCII address without edges to trim. */
const PLAIN = /^[!-;=?-~]+$/;
/** Invisible characters that spreadsheets and web pages leave in cells. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
const SPACE = /[\s\u00A0]+/g;
const AROUND_AT = / ?@ ?/g;
const MAILTO = /^mailto:/i;
const WRAPPED = /^(?:<(.*)>|"([^"]*)"|'(.*)'|\((.*)\)|\[(.*)\])$/;
const TRAILING = /[.,;:]+$/;
const LEADING = /^[,;:]+/;

/**
 * Removes what is around an address but not part of it: spaces, invisible characters, `mailto:`, brackets or
 * quotes, a stray comma or full stop. Spaces beside the @ go too. Unicode in NFC. Idempotent; never throws.
 */
export function cleanEmailText(raw: string): string {
  if (PLAIN.test(raw) && !needsPeeling(raw)) return raw;
  let text = raw.replace(INVISIBLE, '').normalize('NFC').replace(SPACE, ' ').replace(AROUND_AT, '@').trim();
  for (;;) {
    const next = peel(text);
    if (next === text) return text;
    text = next;
  }
}

function needsPeeling(text: string): boolean {
  return MAILTO.test(text) || WRAPPED.test(text) || TRAILING.test(text) || LEADING.test(text);
}

function peel(text: string): string {
  const wrapped = WRAPPED.exec(text);
  const inner = wrapped ? (wrapped[1] ?? wrapped[2] ?? wrapped[3] ?? wrapped[4] ?? wrapped[5] ?? '') : text;
  return inner.replace(MAILTO, '').replace(LEADING, '').replace(TRAILING, '').trim();
}
