/** Sorts what can go wrong in a write: the person's to know, worth another try, or the server's own trouble. */
import { z } from 'zod';
import { AppError, errorText } from '../../shared/kernel/app-error.ts';
import { isUniqueViolation } from '../../shared/mutations/sql-errors.ts';

export type WriteFailure =
  /** Will fail the same way again: recorded as a rejection. */
  | { readonly kind: 'refusal'; readonly error: AppError }
  /** Another transaction wrote the same key first: the mutation must look again. */
  | { readonly kind: 'race'; readonly error: AppError }
  /** Connection, lock, deadlock, serialization, full disk: nothing is decided. */
  | { readonly kind: 'infrastructure'; readonly cause: unknown };

export function classifyFailure(cause: unknown): WriteFailure {
  if (isUniqueViolation(cause)) return { kind: 'race', error: raced(cause) };
  if (cause instanceof AppError) {
    if (isUniqueViolation(cause.cause)) return { kind: 'race', error: cause };
    return cause.retryable ? { kind: 'infrastructure', cause } : { kind: 'refusal', error: cause };
  }
  return isMistake(cause)
    ? { kind: 'refusal', error: new AppError('bug', errorText(cause), { cause }) }
    : { kind: 'infrastructure', cause };
}

/** A mistake of ours repeats for ever; refusing the one change keeps the others moving. */
function isMistake(cause: unknown): boolean {
  return (
    cause instanceof TypeError ||
    cause instanceof RangeError ||
    cause instanceof SyntaxError ||
    cause instanceof z.ZodError
  );
}

function raced(cause: unknown): AppError {
  return new AppError('already_exists', 'the same key was written at the same moment', {
    hint: 'Something with the same key exists already.',
    cause,
  });
}
