import { z } from 'zod';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** The JSON object a POST carries; undefined for an empty body. Errors are the protocol's. */
export async function readJsonBody(
  request: Request,
): Promise<Result<JsonObject | undefined, Readonly<Record<string, string>>>> {
  if (request.method !== 'POST') return ok(undefined);
  const text = await request.text();
  if (text.trim() === '') return ok(undefined);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return fail({ error: 'Invalid JSON in request body', details: syntaxDetails(text) });
  }
  const body = z.record(z.string(), z.unknown()).safeParse(parsed);
  return body.success && !Array.isArray(parsed)
    ? ok(body.data)
    : fail({ error: 'Request body must be a JSON object' });
}

function syntaxDetails(text: string): string {
  return `unexpected end of input at position ${text.length}`;
}
