import { can } from '../domain/permissions/can.ts';
import type { Operation } from '../domain/permissions/operation.ts';
import type { SyncedTableName } from '../schema/registry.ts';
import type { Actor } from './define.ts';

/** The usual permission of a mutation: the actor's role may do this with this table. */
export function mayDo(operation: Operation, table: SyncedTableName): (actor: Actor) => boolean {
  return (actor) => actor.kind === 'system' || can(actor.role, operation, table);
}

/** Agency-wide rows, and whatever decides about people: admins and the server itself. */
export function isAdmin(actor: Actor): boolean {
  return actor.kind === 'system' || actor.role === 'admin';
}
