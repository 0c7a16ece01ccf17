import { implement, ORPCError } from '@orpc/server';

import { desktopContract } from '../../shared/contracts/desktop/contract.ts';
import { AppError } from '../../shared/kernel/app-error.ts';
import type { DesktopContext } from '../desktop.ts';

/**
 * Handlers of the desktop API. Whatever they throw reaches a window as the typed error `APP` with a WireError, also
 * in the middle of a stream; what nobody meant becomes `bug` and goes to the log.
 */
export const api = implement(desktopContract)
  .$context<DesktopContext>()
  .use(async ({ context, next, path }) => {
    try {
      const result = await next();
      return isStream(result.output)
        ? { ...result, output: withTypedErrors(result.output, context, path) }
        : result;
    } catch (cause) {
      throw typedError(cause, context, path);
    }
  });

function typedError(cause: unknown, context: DesktopContext, path: readonly string[]): unknown {
  if (cause instanceof ORPCError) return cause.code === 'BAD_REQUEST' ? unreadable(cause) : cause;
  const error = AppError.from(cause);
  if (error.code === 'bug') {
    context.log.error('a request failed', {
      path: path.join('.'),
      message: error.message,
      stack: error.stack,
    });
  }
  return appError(error);
}

export function appError(error: AppError): ORPCError<'APP', unknown> {
  return new ORPCError('APP', { defined: true, data: error.toWire(), message: error.hint });
}

function unreadable(cause: Error): ORPCError<'APP', unknown> {
  return appError(
    new AppError('invalid_input', cause.message, { hint: 'The desktop could not read this request.', cause }),
  );
}

function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

async function* withTypedErrors(
  stream: AsyncIterable<unknown>,
  context: DesktopContext,
  path: readonly string[],
): AsyncGenerator<unknown, void> {
  try {
    yield* stream;
  } catch (cause) {
    throw typedError(cause, context, path);
  }
}

/** Streams end with their call; a missing signal means it lasts as long as the connection. */
export function endOf(signal: AbortSignal | undefined): AbortSignal {
  return signal ?? new AbortController().signal;
}
