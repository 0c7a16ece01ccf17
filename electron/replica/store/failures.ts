/** What PGlite's errors mean to the product. */
import { z } from 'zod';
import { AppError, errorText } from '../../../shared/kernel/app-error.ts';

const postgresError = z.object({ code: z.string().length(5) });
const systemError = z.object({ code: z.string() });

/** Any failure of the replica's database as an AppError. Mutations' own AppErrors pass unchanged. */
export function replicaError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const text = errorText(cause);
  const code = postgresError.safeParse(cause).data?.code ?? systemError.safeParse(cause).data?.code ?? '';
  if (code === '53100' || code === 'ENOSPC' || code === 'EDQUOT' || /no space left|disk full/i.test(text)) {
    return new AppError('disk_full', text, {
      cause,
      hint: 'The disk is full. Free some space; nothing is lost meanwhile.',
    });
  }
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') {
    return new AppError('disk_unwritable', text, {
      cause,
      hint: 'The local database cannot be written: check the permissions of the data folder.',
    });
  }
  if (isDamage(code, text)) {
    return new AppError('corrupt', text, {
      cause,
      hint: 'The local database is damaged. It is built again from the server; your unsent changes are safe.',
    });
  }
  return AppError.from(cause);
}

/** Whether the machine failed rather than the statement: retrying the same mutation elsewhere would fail too. */
export function isMachineFailure(cause: unknown): boolean {
  const { code } = replicaError(cause);
  return code === 'disk_full' || code === 'disk_unwritable' || code === 'corrupt' || code === 'unavailable';
}

function isDamage(code: string, text: string): boolean {
  if (code.startsWith('XX') || code === '58P01' || code === '58030') return true;
  return /could not read block|invalid page|PANIC|memory access out of bounds|unreachable|Aborted\(/.test(
    text,
  );
}
