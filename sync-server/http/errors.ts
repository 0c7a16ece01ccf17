import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z, ZodError } from 'zod';
import { AppError } from '../../shared/kernel/app-error.ts';

/** Every refusal of /api leaves through here: a code, a sentence and nothing of the inside. */
export function errorResponse(context: Context, error: AppError): Response {
  const retryAfter = error.details?.['retryAfterSeconds'];
  if (typeof retryAfter === 'number') context.header('retry-after', String(Math.ceil(retryAfter)));
  context.header('cache-control', 'no-store');
  return context.json({ error: error.toWire() }, error.httpStatus as ContentfulStatusCode);
}

/** Turns what a handler threw into an AppError; what zod says about the request is for the caller to read. */
export function toAppError(cause: unknown): AppError {
  if (cause instanceof ZodError) {
    return new AppError('invalid_input', 'the request does not fit its schema', {
      hint: z.prettifyError(cause),
    });
  }
  return AppError.from(cause);
}

/** Reads and parses a JSON body. Throws `invalid_input`, or `payload_too_large` above `maxBytes`. */
export async function readJson<T>(context: Context, schema: z.ZodType<T>, maxBytes: number): Promise<T> {
  const text = await readText(context, maxBytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError('invalid_input', 'the body is not JSON');
  }
  return schema.parse(value);
}

async function readText(context: Context, maxBytes: number): Promise<string> {
  const declared = Number(context.req.header('content-length') ?? 0);
  if (declared > maxBytes) throw tooLarge(maxBytes);
  const body = context.req.raw.body;
  if (!body) return '';
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function tooLarge(maxBytes: number): AppError {
  return new AppError('payload_too_large', `the body is larger than ${maxBytes} bytes`);
}
