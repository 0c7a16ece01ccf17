import { z } from 'zod';

/** Lower-case UUID text, as Postgres prints it. */
export const uuidSchema = z.uuid().transform((value) => value.toLowerCase());

/** Where randomness comes from; engines and mutations never call a global. */
export type RandomBytes = (count: number) => Uint8Array;

/**
 * RFC 9562 UUID version 7: 48 bits of Unix milliseconds, then random bits. New rows sort by creation,
 * which keeps B-tree inserts at the right edge.
 */
export function uuidV7(nowMs: number, randomBytes: RandomBytes): string {
  const bytes = randomBytes(16);
  let rest = Math.floor(nowMs);
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Letters and digits without 0/O and 1/I, so that a code survives being read over the telephone. */
const CODE_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** The person-facing client code: `XG-` and six characters. A device proposes, the server replaces on collision. */
export const clientCodeSchema = z.string().regex(/^XG-[A-Z0-9]{6}$/, 'looks like XG-ABC123');

export function newClientCode(randomBytes: RandomBytes): string {
  return `XG-${Array.from(randomBytes(6), (byte) => CODE_ALPHABET[byte % CODE_ALPHABET.length]).join('')}`;
}
