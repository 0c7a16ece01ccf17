/** Which migrations a database still needs, and whether this program may touch it at all. Pure. */
import { AppError } from '../../shared/kernel/app-error.ts';
import type { Migration } from './migration-files.ts';

/** A row of Drizzle's own bookkeeping table. */
export type AppliedMigration = { readonly hash: string; readonly createdAt: number };

/**
 * The migrations to run, in order.
 * Throws `too_old` when the database knows a migration this program does not, and `precondition_failed` when
 * one was changed after it ran here.
 */
export function planMigrations(
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly Migration[] {
  const byTime = new Map(known.map((migration) => [migration.createdAt, migration]));
  const newest = known.at(-1)?.createdAt ?? 0;
  for (const row of applied) {
    const migration = byTime.get(row.createdAt);
    if (migration === undefined && row.createdAt > newest) throw databaseIsNewer();
    if (migration?.hash !== row.hash) throw historyDiffers(migration?.tag ?? 'unknown');
  }
  const done = new Set(applied.map((row) => row.createdAt));
  return known.filter((migration) => !done.has(migration.createdAt));
}

function databaseIsNewer(): AppError {
  return new AppError('too_old', 'the database was migrated by a newer version of the server', {
    hint: 'The database belongs to a newer version of this program. Update the server and start it again; nothing was changed.',
  });
}

function historyDiffers(tag: string): AppError {
  return new AppError('precondition_failed', `migration ${tag} differs from the one that ran here`, {
    hint: `The database was set up by another build (migration ${tag} differs). Use the matching version, or a new database.`,
  });
}
