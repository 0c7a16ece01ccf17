import { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';

/** The five characters Postgres gives an error, from `pg` and PGlite alike; null when it is no database error. */
export function sqlState(cause: unknown): string | null {
  const parsed = z.object({ code: z.string().regex(/^[0-9A-Z]{5}$/) }).safeParse(cause);
  return parsed.success ? parsed.data.code : null;
}

/** Somebody else wrote the same key at the same moment: trying again reads what they wrote. */
export function isUniqueViolation(cause: unknown): boolean {
  return sqlState(cause) === '23505';
}

/**
 * A database error that is the data's fault, so that trying again cannot help, as a refusal with a sentence. Null for
 * everything else: connections, locks, deadlocks, full disks, and mistakes of ours.
 */
export function refusalFromSql(cause: unknown): AppError | null {
  const state = sqlState(cause);
  if (state === null) return null;
  if (state === '23505') {
    return new AppError('already_exists', `unique violation`, {
      hint: 'Something with the same key exists already.',
      cause,
    });
  }
  if (state === '23503') {
    return new AppError('precondition_failed', 'foreign key violation', {
      hint: 'This refers to something that no longer exists.',
      cause,
    });
  }
  // 22: a value the column cannot hold; 23: another constraint; 54: too long for an index.
  if (/^(22|23|54)/.test(state)) {
    return new AppError('invalid_input', `the database refused a value (${state})`, {
      hint: 'One of the values cannot be stored.',
      cause,
    });
  }
  return null;
}
