import { APIError } from 'better-auth/api';
import type { Pool } from 'pg';
import type { SignInRequest } from '../../shared/contracts/server/session.ts';
import { AppError } from '../../shared/kernel/app-error.ts';
import type { Auth } from './auth.ts';
import { SESSION_DAYS } from './auth.ts';
import { readPrincipal, type Principal } from './principal.ts';

export type SignedIn = { readonly token: string; readonly expiresAt: string; readonly principal: Principal };

const WRONG = 'The e-mail address or the password is wrong.';

/**
 * Checks e-mail and password, binds the new session to the device and registers the device.
 * Throws `unauthenticated` (wrong, or the person was switched off) or `forbidden` (a device that was signed out for
 * good, or that belongs to somebody else).
 */
export async function signIn(
  auth: Auth,
  pool: Pool,
  request: SignInRequest,
  client: { readonly address: string; readonly userAgent: string; readonly nowMs: number },
): Promise<SignedIn> {
  const { token, userId } = await checkPassword(auth, request, client.userAgent);
  await registerDevice(pool, userId, request.device);
  const sessionId = await bindSession(auth, pool, token, request.device.id, client.address);
  return {
    token,
    expiresAt: new Date(client.nowMs + SESSION_DAYS * 86_400_000).toISOString(),
    principal: await readPrincipal(pool, sessionId),
  };
}

async function checkPassword(auth: Auth, request: SignInRequest, userAgent: string) {
  try {
    const result = await auth.api.signInEmail({
      body: { email: request.email.toLowerCase(), password: request.password, rememberMe: true },
      headers: new Headers({ 'user-agent': userAgent }),
      returnHeaders: true,
    });
    const token = result.headers.get('set-auth-token');
    if (!token) throw new AppError('bug', 'sign-in gave no token');
    return { token, userId: result.response.user.id };
  } catch (cause) {
    if (cause instanceof APIError && cause.statusCode < 500) {
      throw new AppError('unauthenticated', 'wrong credentials', { hint: WRONG });
    }
    throw cause;
  }
}

/**
 * Makes the device known, or finds it known. Throws `forbidden` for one that was signed out for good or belongs to
 * somebody else.
 */
export async function registerDevice(
  pool: Pool,
  userId: string,
  device: SignInRequest['device'],
): Promise<void> {
  const { rows } = await pool.query(
    `insert into devices (id, user_id, name, platform) values ($1, $2, $3, $4)
     on conflict (id) do update set name = excluded.name, platform = excluded.platform, last_seen_at = now()
     returning user_id, revoked_at`,
    [device.id, userId, device.name, device.platform],
  );
  const [row] = rows;
  if (row?.revoked_at) {
    throw new AppError('forbidden', 'device revoked', {
      hint: 'An admin has signed this device out for good. Ask them to allow it again.',
    });
  }
  if (row?.user_id !== userId) {
    throw new AppError('forbidden', 'device of another person', {
      hint: 'This profile belongs to somebody else on the server. Use another data folder for this person.',
    });
  }
}

async function bindSession(auth: Auth, pool: Pool, token: string, deviceId: string, address: string) {
  const found = await auth.api.getSession({ headers: new Headers({ authorization: `Bearer ${token}` }) });
  if (!found) throw new AppError('bug', 'a new session could not be read');
  await pool.query('update identity.session set device_id = $2, ip_address = $3 where id = $1', [
    found.session.id,
    deviceId,
    address,
  ]);
  return found.session.id;
}
