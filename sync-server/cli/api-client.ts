/** The command line's side of the server's API: the same doors a desktop uses. */
import { z } from 'zod';
import { apiErrorSchema } from '../../shared/contracts/server/session.ts';
import { AppError, ERROR_CODES, errorText } from '../../shared/kernel/app-error.ts';

export type ApiClient = {
  readonly get: <T>(path: string, schema: z.ZodType<T>) => Promise<T>;
  readonly post: <T>(path: string, body: unknown, schema: z.ZodType<T>) => Promise<T>;
  /** The answer as it is; throws like the others unless it is 2xx. */
  readonly fetch: (path: string) => Promise<Response>;
};

/** Throws the server's own error, or `offline` when nothing answers. */
export function createApiClient(server: string, token: string | null): ApiClient {
  async function call(path: string, init: RequestInit): Promise<Response> {
    const headers = {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      'content-type': 'application/json',
    };
    let response: Response;
    try {
      response = await fetch(new URL(path, server), { ...init, headers });
    } catch (cause) {
      throw new AppError('offline', errorText(cause), {
        hint: `No server answers at ${server}. Is it running? npm run server starts one.`,
        cause,
      });
    }
    if (!response.ok) throw await readError(response);
    return response;
  }
  return {
    get: async (path, schema) => schema.parse(await (await call(path, {})).json()),
    post: async (path, body, schema) =>
      schema.parse(await (await call(path, { method: 'POST', body: JSON.stringify(body) })).json()),
    fetch: (path) => call(path, {}),
  };
}

async function readError(response: Response): Promise<AppError> {
  const parsed = apiErrorSchema.safeParse(await response.json().catch(() => null));
  if (!parsed.success) {
    return new AppError('unavailable', `HTTP ${response.status}`, {
      hint: `The address answered ${response.status}, but not as an XGrowthOS server does.`,
    });
  }
  const { code, hint } = parsed.data.error;
  return new AppError(z.enum(ERROR_CODES).catch('unavailable').parse(code), hint, { hint });
}
