import { basename } from 'node:path';
import { AppError, errorText } from '../../shared/kernel/app-error.ts';

/** A failed system call on a list file as an error with a sentence for the person who chose the file. */
export function fileError(path: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const name = basename(path);
  const code = systemCode(cause);
  const make = (kind: ConstructorParameters<typeof AppError>[0], hint: string) =>
    new AppError(kind, `${code ?? 'error'} on ${name}: ${errorText(cause)}`, {
      hint,
      cause,
      details: { file: name },
    });
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return make('not_found', `“${name}” is not there any more. Choose the file again.`);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return make(
      'forbidden',
      `You have no permission to read “${name}”. Change its permissions or copy it to another folder.`,
    );
  }
  if (code === 'EISDIR') return make('invalid_input', `“${name}” is a folder. Choose a CSV file inside it.`);
  if (code === 'EBUSY' || code === 'EMFILE' || code === 'ENFILE') {
    return make('unavailable', `“${name}” is in use by another program. Close it there and try again.`);
  }
  if (code === 'EIO' || code === 'ESTALE' || code === 'ENXIO') {
    return make(
      'unavailable',
      `The disk or network drive with “${name}” does not answer. Check it and try again.`,
    );
  }
  return AppError.from(cause);
}

function systemCode(cause: unknown): string | undefined {
  if (!(cause instanceof Error) || !('code' in cause)) return undefined;
  return typeof cause.code === 'string' ? cause.code : undefined;
}

/** A file that can be opened but is no table of leads. */
export function notATable(path: string, kind: string, hint: string): AppError {
  const name = basename(path);
  return new AppError('invalid_input', `${name} is ${kind}`, {
    hint: `“${name}” is ${kind}, not a CSV file. ${hint}`,
    details: { file: name },
  });
}

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new AppError('cancelled', 'reading was cancelled', { hint: 'The import was cancelled.' });
}
