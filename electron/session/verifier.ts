import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

import { z } from 'zod';

/**
 * Proof that someone knows the password, kept so that a known device can be opened without the server. Deliberately
 * slow; the password itself is nowhere on the disk.
 */
export const verifierSchema = z.object({
  kind: z.literal('scrypt'),
  salt: z.string(),
  hash: z.string(),
  cost: z.int(),
});
export type Verifier = z.infer<typeof verifierSchema>;

const COST = 2 ** 15;
const HASH_BYTES = 32;

export async function makeVerifier(password: string): Promise<Verifier> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, COST);
  return { kind: 'scrypt', salt: salt.toString('hex'), hash: hash.toString('hex'), cost: COST };
}

export async function verifies(verifier: Verifier, password: string): Promise<boolean> {
  const hash = await derive(password, Buffer.from(verifier.salt, 'hex'), verifier.cost);
  return timingSafeEqual(hash, Buffer.from(verifier.hash, 'hex'));
}

function derive(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(
      password.normalize('NFKC'),
      salt,
      HASH_BYTES,
      { N: cost, r: 8, p: 1, maxmem: 256 * cost * 8 },
      (error, key) => (error ? reject(error) : resolve(key)),
    );
  });
}
