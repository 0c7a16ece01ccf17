import { errorText } from '../../shared/kernel/app-error.ts';
import { sqlState } from '../../shared/mutations/sql-errors.ts';
import type { BatchConnection } from './connection.ts';
import { classifyFailure } from './failures.ts';
import type { WriterPorts } from './ports.ts';

/** How often one mutation is tried before the batch stops: about a second of trouble. */
const MAX_ATTEMPTS = 5;
const FIRST_WAIT_MS = 25;

/**
 * Repeats a transaction after trouble that is not the mutation's fault, rolled back each time. Refusals pass through at
 * once. When every try failed the last cause is thrown: nothing was decided.
 */
export async function withAttempts<T>(
  ports: WriterPorts,
  connection: BatchConnection,
  work: (attempt: { readonly number: number; readonly isLast: boolean }) => Promise<T>,
): Promise<T> {
  for (let number = 1; ; number += 1) {
    const isLast = number === MAX_ATTEMPTS;
    try {
      return await work({ number, isLast });
    } catch (cause) {
      await connection.reset(cause);
      const failure = classifyFailure(cause);
      if (failure.kind === 'refusal' || isLast) throw cause;
      ports.log.warn(
        { attempt: number, state: sqlState(cause), error: errorText(cause) },
        'write tried again',
      );
      await ports.wait(FIRST_WAIT_MS * 2 ** (number - 1));
    }
  }
}
