import { z } from 'zod';
import { clientsInScope } from '../../shared/domain/permissions/scope.ts';
import { ROLES, type Role } from '../../shared/domain/vocabulary/people.ts';
import { AppError } from '../../shared/kernel/app-error.ts';
import type { Actor } from '../../shared/mutations/define.ts';
import type { Queryable } from '../db/queryable.ts';

export type PersonScope = { readonly role: Role; readonly clientIds: 'all' | ReadonlySet<string> };

const rowSchema = z.object({ role: z.enum(ROLES), active: z.boolean(), clients: z.array(z.string()) });

/** A person's role and clients as they are now. Throws `unauthenticated` for someone unknown or switched off. */
export async function loadScope(database: Queryable, userId: string): Promise<PersonScope> {
  const { rows } = await database.query(
    `select u.role::text, u.active,
            coalesce((select array_agg(a.client_id::text order by a.client_id)
                        from client_assignments a where a.user_id = u.id), '{}') as clients
       from users u where u.id = $1`,
    [userId],
  );
  const parsed = rowSchema.safeParse(rows[0]);
  if (!parsed.success || !parsed.data.active) {
    throw new AppError('unauthenticated', 'no such active person', {
      hint: 'Your account is switched off. Ask an admin; what you changed here is kept.',
    });
  }
  const { role, clients } = parsed.data;
  return { role, clientIds: clientsInScope(role, clients) };
}

/** A person as the author of mutations. */
export function personActor(userId: string, scope: PersonScope): Actor {
  return { kind: 'person', userId, role: scope.role, clientIds: scope.clientIds };
}

/** The server's own jobs. */
export const SYSTEM_ACTOR: Actor = { kind: 'system', userId: null, role: 'admin', clientIds: 'all' };
