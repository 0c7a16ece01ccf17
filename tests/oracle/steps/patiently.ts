import { sqlState } from '../../../shared/mutations/sql-errors.ts';

const TRIES = 8;

/** Statements of an administrator meet running writes now and then: who loses a deadlock tries again. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (cause) {
      if (sqlState(cause) !== '40P01' || tries === TRIES) throw cause;
    }
  }
}
