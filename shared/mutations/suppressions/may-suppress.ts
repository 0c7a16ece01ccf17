import type { Operation } from '../../domain/permissions/operation.ts';
import type { Actor } from '../define.ts';
import { isAdmin, mayDo } from '../permitted.ts';

/** A client's list is its manager's, the agency's is the admins'. */
export function maySuppress(
  operation: Operation,
): (actor: Actor, args: { readonly client_id: string | null }) => boolean {
  const usual = mayDo(operation, 'suppressions');
  return (actor, args) => (args.client_id === null ? isAdmin(actor) : usual(actor));
}
