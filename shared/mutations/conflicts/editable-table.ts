import { mergePolicyOf } from '../../domain/merge-policy/policies.ts';
import { can } from '../../domain/permissions/can.ts';
import { AppError } from '../../kernel/app-error.ts';
import { isSyncedTable, type Row, type SyncedTableName } from '../../schema/registry.ts';
import type { Actor } from '../define.ts';

/**
 * The table a conflict is about. Throws `forbidden` for one the actor may not edit or a field nobody is asked about: a
 * conflict row must not open a door that its field does not have.
 */
export function editableTable(conflict: Row<'conflicts'>, actor: Actor): SyncedTableName {
  const { table_name: table, field } = conflict;
  const mayEdit = isSyncedTable(table) && (actor.kind === 'system' || can(actor.role, 'update', table));
  if (mayEdit && mergePolicyOf(table, field) === 'ask') return table;
  throw new AppError('forbidden', `conflict of ${table}.${field}`, {
    hint: 'Your role does not allow this change.',
  });
}
