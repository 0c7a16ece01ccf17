import { AppError } from '../kernel/app-error.ts';
import type { MutableTableName } from '../schema/registry.ts';
import type { MutationContext } from './define.ts';

const NOUNS: Partial<Record<MutableTableName, string>> = {
  users: 'person',
  saved_views: 'view',
  client_assignments: 'assignment',
  lead_imports: 'import',
  onboarding_tasks: 'task',
  suppressions: 'entry',
};

/** What people call one row of a table. */
export function nounOf(table: MutableTableName): string {
  return NOUNS[table] ?? table.replace(/s$/, '').replaceAll('_', ' ');
}

/**
 * For a mutation none of whose rows was found. Throws `not_found` on the server. A device may simply not hold them
 * (archived rows are not synced), so there the optimistic result is that nothing changes.
 */
export function rowsRefused(table: MutableTableName, context: MutationContext): void {
  if (context.side === 'device') return;
  throw new AppError('not_found', `no such row in ${table}`, {
    hint: `The ${nounOf(table)} no longer exists.`,
  });
}

/** A new row refers to one that is not there, or not this client's. */
export function missingReference(table: MutableTableName): AppError {
  return new AppError('precondition_failed', `refers to a missing row of ${table}`, {
    hint: `The ${nounOf(table)} it belongs to no longer exists.`,
  });
}

/** A new row's id is in use, which only a repeated or forged id can cause. */
export function idTaken(table: MutableTableName): AppError {
  return new AppError('already_exists', `an id of ${table} is taken`, {
    hint: `This ${nounOf(table)} exists already.`,
  });
}
