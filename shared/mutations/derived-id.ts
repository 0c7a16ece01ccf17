/**
 * The n-th id that belongs to a mutation: the same on the device and on the server, so that rows a mutation makes
 * besides those named in its arguments are the same rows on both sides. Keeps the time prefix of a version 7 id (index
 * locality), has version 8. Different `n` (0 … 2³²−1) of one mutation never collide: the last word is a bijection of n.
 */
export function derivedId(mutationId: string, n: number): string {
  const hex = mutationId.replaceAll('-', '');
  const third = Number.parseInt(hex.slice(16, 24), 16);
  const fourth = Number.parseInt(hex.slice(24, 32), 16);
  const last = mix((fourth + Math.imul(n + 1, 0x9e3779b9)) >>> 0);
  const middle = ((mix((third ^ last) >>> 0) & 0x3fffffff) | 0x80000000) >>> 0;
  const head = `${hex.slice(0, 12)}8${hex.slice(13, 16)}`;
  return dashed(head + hexWord(middle) + hexWord(last));
}

/** Numbers that mutations give their own rows stay below this; the conflict rows start here. */
export const CONFLICT_IDS_FROM = 1_000_000;

/** A bijection of 32-bit words in which every input bit moves every output bit. */
function mix(word: number): number {
  let value = word;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

function hexWord(word: number): string {
  return word.toString(16).padStart(8, '0');
}

function dashed(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
