import { AppError, errorText } from '../../shared/kernel/app-error.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const UNWRITABLE = new Set(['EROFS', 'EACCES', 'EPERM', 'EIO', 'ENXIO']);

/** The `code` of a Node system error, or null. */
export function systemCode(cause: unknown): string | null {
  if (!(cause instanceof Error) || !('code' in cause)) return null;
  return typeof cause.code === 'string' ? cause.code : null;
}

/**
 * A failure of the disk in words a person can act on. `what` completes "… could not be saved". Errors that are
 * not the disk's stay what they are.
 */
export function diskError(cause: unknown, what: string): AppError {
  if (cause instanceof AppError) return cause;
  const code = systemCode(cause);
  if (code !== null && FULL.has(code)) {
    return new AppError('disk_full', `${what}: ${errorText(cause)}`, {
      hint: `The disk is full, so ${what} could not be saved. Free some space and try again.`,
      details: { system: code },
      cause,
    });
  }
  if (code !== null && UNWRITABLE.has(code)) {
    return new AppError('disk_unwritable', `${what}: ${errorText(cause)}`, {
      hint: `The disk refused to write, so ${what} could not be saved. Check the folder's permissions and the disk.`,
      details: { system: code },
      cause,
    });
  }
  return AppError.from(cause);
}
