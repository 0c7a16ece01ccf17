/** Turns what Postgres, initdb and the file system say into errors a person can act on. */
import { AppError, errorText } from '../../../shared/kernel/app-error.ts';

type Pattern = { readonly test: RegExp; readonly make: (text: string, dataDir: string) => AppError };

const PATTERNS: readonly Pattern[] = [
  {
    test: /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded|Check free disk space|wrote only \d+ of/i,
    make: (text, dataDir) =>
      new AppError('disk_full', text, {
        hint: `The disk is full. Free some space for the database in ${dataDir} and start again; nothing was lost.`,
      }),
  },
  {
    test: /EACCES|EPERM|EROFS|Permission denied|Read-only file system|Operation not permitted|has wrong ownership|invalid permissions/i,
    make: (text, dataDir) =>
      new AppError('disk_unwritable', text, {
        hint: `The database cannot write to ${dataDir}. Make the folder yours and writable, or choose another with --data DIR.`,
      }),
  },
  {
    test: /ENOTDIR|Not a directory|EEXIST/i,
    make: (text, dataDir) =>
      new AppError('disk_unwritable', text, {
        hint: `${dataDir} cannot be a folder because a file is in its way. Choose another with --data DIR.`,
      }),
  },
  {
    test: /could not create shared memory|could not map anonymous shared memory/i,
    make: (text) =>
      new AppError('unavailable', text, {
        hint: 'The machine has no memory left for the database. Close something and start again.',
      }),
  },
  {
    test: /could not locate a valid checkpoint|invalid (primary )?checkpoint|could not open file "(global|base|pg_wal)|control file|PANIC:/i,
    make: (text, dataDir) =>
      new AppError('corrupt', text, {
        hint: `The database in ${dataDir} is damaged. Restore a backup into it, or move the folder away to start empty.`,
      }),
  },
];

/** The error for a failed step; `text` is what the program or the file system said. */
export function clusterFailure(step: string, text: string, dataDir: string): AppError {
  const message = `${step}: ${text.trim()}`;
  const known = PATTERNS.find((pattern) => pattern.test.test(text));
  if (known !== undefined) return known.make(message, dataDir);
  return new AppError('unavailable', message, {
    hint: `The built-in database did not start (${step}). Its log lies beside ${dataDir}.`,
  });
}

/** Same for something thrown; errors of ours pass through. */
export function clusterFailureFrom(step: string, cause: unknown, dataDir: string): AppError {
  return cause instanceof AppError ? cause : clusterFailure(step, errorText(cause), dataDir);
}
