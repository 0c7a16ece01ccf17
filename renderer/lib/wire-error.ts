import { wireErrorSchema } from '../../shared/contracts/desktop/live.ts';
import { AppError, ERROR_CODES } from '../../shared/kernel/app-error.ts';

/** Reads an error as it crosses the wire; null when the value is none. Codes of a newer desktop become `bug`. */
export function parseWireError(value: unknown): AppError | null {
  const parsed = wireErrorSchema.safeParse(value);
  if (!parsed.success) return null;
  const { code, details, ...rest } = parsed.data;
  return AppError.fromWire({
    ...rest,
    code: ERROR_CODES.find((known) => known === code) ?? 'bug',
    ...(details ? { details } : {}),
  });
}
