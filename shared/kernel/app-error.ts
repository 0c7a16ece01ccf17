/**
 * The only error thrown on purpose, anywhere. `code` decides what machines do (retry, HTTP status),
 * `hint` is a sentence for people, `message` is for logs, `details` is structured context without secrets.
 */
export const ERROR_CODES = [
  'invalid_input',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'already_exists',
  'precondition_failed',
  'payload_too_large',
  'rate_limited',
  'offline',
  'timeout',
  'cancelled',
  'disk_full',
  'disk_unwritable',
  'corrupt',
  'locked',
  'too_old',
  'vendor_unavailable',
  'vendor_rejected',
  'unavailable',
  'not_implemented',
  'bug',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What crosses a process or network boundary instead of an Error: no stack, no cause. */
export type WireError = {
  readonly code: ErrorCode;
  readonly hint: string;
  readonly retryable: boolean;
  readonly details?: Readonly<Record<string, unknown>>;
};

const RETRYABLE: ReadonlySet<ErrorCode> = new Set([
  'rate_limited',
  'offline',
  'timeout',
  'vendor_unavailable',
  'unavailable',
]);

const HTTP_STATUS: Readonly<Record<ErrorCode, number>> = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  already_exists: 409,
  precondition_failed: 412,
  payload_too_large: 413,
  rate_limited: 429,
  offline: 503,
  timeout: 504,
  cancelled: 499,
  disk_full: 507,
  disk_unwritable: 507,
  corrupt: 500,
  locked: 423,
  too_old: 426,
  vendor_unavailable: 502,
  vendor_rejected: 502,
  unavailable: 503,
  not_implemented: 501,
  bug: 500,
};

type AppErrorOptions = {
  readonly hint?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
};

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.hint = options.hint ?? defaultHint(code, message);
    this.details = options.details;
  }

  get retryable(): boolean {
    return RETRYABLE.has(this.code);
  }

  get httpStatus(): number {
    return HTTP_STATUS[this.code];
  }

  toWire(): WireError {
    return {
      code: this.code,
      hint: this.hint,
      retryable: this.retryable,
      ...(this.details ? { details: this.details } : {}),
    };
  }

  static fromWire(wire: WireError): AppError {
    return new AppError(wire.code, wire.hint, {
      hint: wire.hint,
      ...(wire.details ? { details: wire.details } : {}),
    });
  }

  /** Anything unknown becomes `bug`, so that no boundary leaks a raw stack. */
  static from(cause: unknown): AppError {
    return cause instanceof AppError ? cause : new AppError('bug', errorText(cause), { cause });
  }
}

/** The text of anything thrown. */
export function errorText(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function defaultHint(code: ErrorCode, message: string): string {
  return code === 'bug' ? 'Something failed inside the program. The log has the details.' : message;
}
