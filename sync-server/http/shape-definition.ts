import { readableTables } from '../../shared/domain/permissions/can.ts';
import { AppError } from '../../shared/kernel/app-error.ts';
import { isSyncedTable, syncedTable, type SyncedTableName } from '../../shared/schema/registry.ts';
import type { Principal } from '../auth/principal.ts';

/** What a shape shows. Decided here and nowhere else; a device only names the table. */
export type ShapeDefinition = { readonly table: string; readonly where?: string };

/**
 * Electric carries a definition in the address of every request: about 200 ids fit, 500 are answered 414
 * (measured against 1.7.12).
 */
export const MAX_CLIENTS_IN_FILTER = 180;

/** Belongs to nobody: the filter of a person without clients. */
const NO_CLIENT = '00000000-0000-0000-0000-000000000000';

/**
 * Rows of the person's clients, with the agency's own rows where the table has such, and the table's plain filter.
 * Throws `not_found` (no such table), `forbidden` (not for this role), `precondition_failed` (too many clients).
 */
export function shapeDefinition(principal: Principal, table: string): ShapeDefinition {
  if (!isSyncedTable(table)) throw new AppError('not_found', `no synced table ${table}`);
  if (!readableTables(principal.person.role).includes(table)) {
    throw new AppError('forbidden', `table ${table} is not for role ${principal.person.role}`);
  }
  const { filter } = syncedTable(table);
  const conditions = [scopeCondition(principal, table), filter].filter((part) => part !== undefined);
  if (conditions.length === 0) return { table };
  return { table, where: conditions.map((part) => `(${part})`).join(' AND ') };
}

function scopeCondition(principal: Principal, table: SyncedTableName): string | undefined {
  const { visibility } = syncedTable(table);
  if (visibility === 'own') return `user_id = '${principal.person.id}' OR shared = true`;
  if (principal.clientIds === 'all') return undefined;
  if (principal.clientIds.length > MAX_CLIENTS_IN_FILTER) {
    throw new AppError('precondition_failed', 'too many clients for one filter', {
      hint: `A person can look after ${MAX_CLIENTS_IN_FILTER} clients at most. An admin can move some to a colleague.`,
    });
  }
  const list = principal.clientIds.map((id) => `'${id}'`).join(',');
  const clients = `scope_client_id IN (${list === '' ? `'${NO_CLIENT}'` : list})`;
  return visibility === 'agency' ? `${clients} OR scope_client_id IS NULL` : clients;
}
