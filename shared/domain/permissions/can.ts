import type { SyncedTableName } from '../../schema/registry.ts';
import type { Role } from '../vocabulary/people.ts';
import type { Operation } from './operation.ts';
import { PERMISSIONS } from './rules.ts';

/** Whether a role may do this with rows of a table that are in its scope. */
export function can(role: Role, operation: Operation, table: SyncedTableName): boolean {
  return PERMISSIONS[table][role].includes(operation);
}

/** Tables whose rows a role may see at all. */
export function readableTables(role: Role): readonly SyncedTableName[] {
  return Object.entries(PERMISSIONS).flatMap(([table, rule]) =>
    rule[role].includes('read') && isPermitted(table) ? [table] : [],
  );
}

function isPermitted(table: string): table is SyncedTableName {
  return Object.hasOwn(PERMISSIONS, table);
}
