import type { Role } from '../vocabulary/people.ts';

/**
 * Which clients' rows a person sees: admins and viewers those of the whole agency, account managers those of their
 * clients. `assigned` are the clients a person looks after.
 */
export function clientsInScope(role: Role, assigned: readonly string[]): 'all' | ReadonlySet<string> {
  return role === 'account_manager' ? new Set(assigned) : 'all';
}
