/** Who is asking, and what they may reach: read from the database, kept for a few seconds. */
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { z } from 'zod';
import { ROLES } from '../../shared/domain/vocabulary/people.ts';
import { AppError } from '../../shared/kernel/app-error.ts';
import type { Person } from '../../shared/contracts/server/session.ts';
import type { Auth } from './auth.ts';

export type Principal = {
  readonly person: Person;
  readonly sessionId: string;
  readonly deviceId: string | null;
  /** 'all', or the person's clients, sorted. */
  readonly clientIds: 'all' | readonly string[];
};

/** Long enough that a burst of shape requests costs one look-up, short against the promised 60 s. */
const CACHE_MS = 3_000;
const CACHE_ENTRIES = 5_000;

const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  time_zone: z.string(),
  active: z.boolean(),
  device_id: z.string().nullable(),
  revoked: z.boolean(),
  client_ids: z.array(z.string()),
});

const PRINCIPAL_SQL = `
  select u.id, u.name, u.email, u.role, u.time_zone, u.active, s.device_id,
         d.revoked_at is not null as revoked,
         coalesce((select array_agg(a.client_id::text order by a.client_id)
                     from client_assignments a where a.user_id = u.id), '{}') as client_ids
    from identity.session s
    join users u on u.id::text = s.user_id
    left join devices d on d.id::text = s.device_id
   where s.id = $1`;

export type Principals = {
  /** Throws `unauthenticated` for a missing, wrong, expired or revoked token and for a person who was switched off. */
  readonly fromToken: (token: string | null) => Promise<Principal>;
  /** After a change of role, assignment or device: the next request reads afresh. */
  readonly forget: () => void;
};

export function createPrincipals(options: { auth: Auth; pool: Pool; now: () => number }): Principals {
  const cache = new Map<string, { readonly principal: Principal; readonly at: number }>();

  async function fromToken(token: string | null): Promise<Principal> {
    if (!token) throw signedOut();
    const key = createHash('sha256').update(token).digest('base64url');
    const kept = cache.get(key);
    if (kept && options.now() - kept.at < CACHE_MS) return kept.principal;
    cache.delete(key);
    const principal = await look(token);
    if (cache.size >= CACHE_ENTRIES) cache.clear();
    cache.set(key, { principal, at: options.now() });
    return principal;
  }

  async function look(token: string): Promise<Principal> {
    const headers = new Headers({ authorization: `Bearer ${token}` });
    const found = await options.auth.api.getSession({ headers });
    if (!found) throw signedOut();
    return readPrincipal(options.pool, found.session.id);
  }

  return { fromToken, forget: () => cache.clear() };
}

/** Reads a session's person, device and scope from the database. */
export async function readPrincipal(pool: Pool, sessionId: string): Promise<Principal> {
  const { rows } = await pool.query(PRINCIPAL_SQL, [sessionId]);
  if (rows.length === 0) throw signedOut();
  const row = rowSchema.parse(rows[0]);
  if (!row.active || row.revoked) throw signedOut();
  return {
    person: { id: row.id, name: row.name, email: row.email, role: row.role, time_zone: row.time_zone },
    sessionId,
    deviceId: row.device_id,
    // Admins work on every client; viewers read every client and write none (shared/domain/permissions).
    clientIds: row.role === 'account_manager' ? row.client_ids : 'all',
  };
}

function signedOut(): AppError {
  return new AppError('unauthenticated', 'no valid session', {
    hint: 'Your session has ended. Sign in again; what you changed here is kept.',
  });
}
