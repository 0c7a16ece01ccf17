/** One-time links for setting a password: invitations and resets. The token is stored hashed. */
import { createHash, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { AppError } from '../../shared/kernel/app-error.ts';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH, type Auth } from './auth.ts';

export type PasswordLinkKind = 'invitation' | 'reset';

const VALID_HOURS: Readonly<Record<PasswordLinkKind, number>> = { invitation: 7 * 24, reset: 2 };

/** Makes a link of 256 random bits; an older link of the same person stops working. */
export async function createPasswordLink(
  pool: Pool,
  input: {
    readonly userId: string;
    readonly kind: PasswordLinkKind;
    readonly appUrl: string;
    readonly nowMs: number;
  },
): Promise<{ readonly url: string; readonly expiresAt: string }> {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(input.nowMs + VALID_HOURS[input.kind] * 3_600_000).toISOString();
  await pool.query('delete from identity.verification where value = $1', [input.userId]);
  await pool.query(
    `insert into identity.verification (id, identifier, value, expires_at) values (gen_random_uuid()::text, $1, $2, $3)`,
    [identifier(token), input.userId, expiresAt],
  );
  // The token travels in the fragment: it reaches no server log and no Referer header.
  return { url: `${input.appUrl.replace(/\/$/, '')}/account/password#${token}`, expiresAt };
}

/**
 * Sets the password a link stands for, uses the link up and ends every session of the person.
 * Throws `precondition_failed` for a used, expired or unknown link, `invalid_input` for a weak password.
 */
export async function setPasswordByLink(
  auth: Auth,
  pool: Pool,
  input: { readonly token: string; readonly password: string; readonly nowMs: number },
): Promise<{ readonly userId: string }> {
  checkPasswordStrength(input.password);
  const { rows } = await pool.query(
    'delete from identity.verification where identifier = $1 returning value, expires_at',
    [identifier(input.token)],
  );
  const [row] = rows;
  if (!row || new Date(row.expires_at).getTime() < input.nowMs) {
    throw new AppError('precondition_failed', 'password link invalid', {
      hint: 'This link has been used or has expired. Ask for a new one.',
    });
  }
  await storePassword(auth, pool, row.value, input.password);
  return { userId: row.value };
}

/** Replaces (or first sets) a person's password and ends their sessions. */
export async function storePassword(auth: Auth, pool: Pool, userId: string, password: string): Promise<void> {
  const context = await auth.$context;
  const hash = await context.password.hash(password);
  const updated = await pool.query(
    `update identity.account set password = $2, updated_at = now() where user_id = $1 and provider_id = 'credential'`,
    [userId, hash],
  );
  if (updated.rowCount === 0) {
    await pool.query(
      `insert into identity.account (id, account_id, provider_id, user_id, password)
       values (gen_random_uuid()::text, $1, 'credential', $1, $2)`,
      [userId, hash],
    );
  }
  await pool.query('delete from identity.session where user_id = $1', [userId]);
}

/** Length first (NIST SP 800-63B): no composition rules, but not one repeated character. */
export function checkPasswordStrength(password: string): void {
  const hint =
    password.length < PASSWORD_MIN_LENGTH
      ? `A password has at least ${PASSWORD_MIN_LENGTH} characters.`
      : password.length > PASSWORD_MAX_LENGTH
        ? `A password has at most ${PASSWORD_MAX_LENGTH} characters.`
        : new Set(password).size < 4
          ? 'This password repeats too few characters.'
          : null;
  if (hint) throw new AppError('invalid_input', 'weak password', { hint });
}

function identifier(token: string): string {
  return `password:${createHash('sha256').update(token).digest('hex')}`;
}
