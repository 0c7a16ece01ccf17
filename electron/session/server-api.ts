/**
 * Adapter: the sync server's own API over `fetch`. Translates status codes, broken bodies and dead networks into
 * AppError once; `requestFailure` says what they mean for the connection.
 */
import { z } from 'zod';

import { AppError, ERROR_CODES } from '../../shared/kernel/app-error.ts';
import type { ErrorCode } from '../../shared/kernel/app-error.ts';
import { uploadResponseSchema } from '../../shared/contracts/server/mutations.ts';
import type { UploadRequest, UploadResponse } from '../../shared/contracts/server/mutations.ts';
import {
  apiErrorSchema,
  sessionInfoSchema,
  signInResponseSchema,
} from '../../shared/contracts/server/session.ts';
import type { SessionInfo, SignInRequest, SignInResponse } from '../../shared/contracts/server/session.ts';
import { parseJson } from '../../shared/kernel/parse-json.ts';
import { failureOf } from '../sync/connectivity/failure-of.ts';
import { FAILURE_KINDS, FAILURE_REASONS } from '../sync/connectivity/machine.ts';
import type { FailureKind } from '../sync/connectivity/machine.ts';

/** The part of `fetch` that is used. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export type ServerApi = {
  readonly signIn: (request: SignInRequest) => Promise<SignInResponse>;
  /** Binds the session to another device id, after the profile turned out to be a copy. */
  readonly presentDevice: (token: string, device: SignInRequest['device']) => Promise<void>;
  readonly signOut: (token: string) => Promise<void>;
  readonly session: (token: string, signal?: AbortSignal) => Promise<SessionInfo>;
  readonly upload: (token: string, request: UploadRequest, signal?: AbortSignal) => Promise<UploadResponse>;
  /** Whether a sync server answers at that address, and its version. */
  readonly probe: () => Promise<{ readonly version: string }>;
};

const REQUEST_TIMEOUT_MS = 20_000;
const UPLOAD_TIMEOUT_MS = 60_000;

const healthSchema = z.object({ version: z.string().optional() });

export function createServerApi(serverUrl: string, fetch: Fetch): ServerApi {
  const base = serverUrl.replace(/\/+$/, '');
  const call = <T>(request: ApiRequest, schema: z.ZodType<T>): Promise<T> =>
    callApi(fetch, base, request, schema);
  return {
    signIn: (body) => call({ path: '/api/sign-in', body }, signInResponseSchema),
    presentDevice: async (token, body) => {
      await call({ path: '/api/device', token, body }, z.unknown());
    },
    signOut: async (token) => {
      await call({ path: '/api/sign-out', token, body: {} }, z.unknown());
    },
    session: (token, signal) => call({ path: '/api/session', token, signal }, sessionInfoSchema),
    upload: (token, body, signal) =>
      call(
        { path: '/api/mutations', token, body, signal, timeoutMs: UPLOAD_TIMEOUT_MS },
        uploadResponseSchema,
      ),
    probe: async () => {
      const health = await call({ path: '/healthz' }, healthSchema);
      return { version: health.version ?? 'unknown' };
    },
  };
}

type ApiRequest = {
  readonly path: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
};

async function callApi<T>(fetch: Fetch, base: string, request: ApiRequest, schema: z.ZodType<T>): Promise<T> {
  const response = await send(fetch, base, request);
  const text = await response.text().catch((cause: unknown) => {
    throw unreachable(cause, request);
  });
  const json = parseJson(text);
  if (isForeign(response, json)) throw portal(response, request);
  if (!response.ok) throw refused(response, json);
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    throw new AppError('unavailable', `${request.path} answered something else: ${parsed.error.message}`, {
      hint: 'What answers at this address is not the sync server, or its answer was cut short.',
      details: { failure: 'server' },
    });
  }
  return parsed.data;
}

async function send(fetch: Fetch, base: string, request: ApiRequest): Promise<Response> {
  const timeout = AbortSignal.timeout(request.timeoutMs ?? REQUEST_TIMEOUT_MS);
  const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
  try {
    return await fetch(`${base}${request.path}`, {
      method: request.body === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      signal,
      headers: {
        accept: 'application/json',
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(request.token === undefined ? {} : { authorization: `Bearer ${request.token}` }),
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
  } catch (cause) {
    throw unreachable(cause, request);
  }
}

/**
 * Something between here and the server answered in its place: our own server never redirects and speaks JSON alone. A
 * proxy that cannot reach it (5xx) is not foreign: then the server is away.
 */
function isForeign(response: Response, json: unknown): boolean {
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) return true;
  if (json !== undefined || response.status === NO_CONTENT) return false;
  return response.status < 500 || response.status === NETWORK_SIGN_IN_REQUIRED;
}

const NO_CONTENT = 204;
/** RFC 6585: for portals that say what they are. */
const NETWORK_SIGN_IN_REQUIRED = 511;

function portal(response: Response, request: ApiRequest): AppError {
  return new AppError('unavailable', `${request.path}: something else answered ${response.status}`, {
    hint: 'What answers at this address is not the sync server. This network may want you to sign in first, in a browser.',
    details: { failure: 'portal' },
  });
}

function refused(response: Response, json: unknown): AppError {
  const parsed = apiErrorSchema.safeParse(json);
  const code = parsed.success ? knownCode(parsed.data.error.code) : null;
  const details = parsed.success ? parsed.data.error.details : undefined;
  const failure = failureOfStatus(response.status);
  return new AppError(code ?? codeOfStatus(response.status), `the server answered ${response.status}`, {
    hint: parsed.success ? parsed.data.error.hint : `The server answered ${response.status}.`,
    details: {
      ...details,
      status: response.status,
      ...(failure === null ? {} : { failure, retryAfterMs: retryAfterMs(response) }),
    },
  });
}

function failureOfStatus(status: number): FailureKind | null {
  if (status === 429) return 'rate_limited';
  if (status === 408 || status === 504) return 'timeout';
  return status >= 500 ? 'server' : null;
}

function codeOfStatus(status: number): ErrorCode {
  const codes: Partial<Record<number, ErrorCode>> = {
    400: 'invalid_input',
    401: 'unauthenticated',
    403: 'forbidden',
    404: 'not_found',
    413: 'payload_too_large',
    426: 'too_old',
    429: 'rate_limited',
  };
  return codes[status] ?? 'unavailable';
}

function knownCode(code: string): ErrorCode | null {
  return ERROR_CODES.find((known) => known === code) ?? null;
}

function retryAfterMs(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

/** What a call that got no answer failed of: `cancelled`, `timeout` or `offline`, with what it says of the connection. */
function unreachable(cause: unknown, { path, signal }: ApiRequest): AppError {
  if (signal?.aborted === true) return new AppError('cancelled', `${path} was given up`, { cause });
  const failure = failureOf(cause);
  return new AppError(failure === 'timeout' ? 'timeout' : 'offline', `${path}: ${failure}`, {
    hint: FAILURE_REASONS[failure],
    details: { failure },
    cause,
  });
}

const failureSchema = z.object({
  failure: z.enum(FAILURE_KINDS),
  retryAfterMs: z.number().nullable().optional(),
});

/** What a failed call says about the connection; null when the server was there and said no. */
export function requestFailure(
  error: AppError,
): { readonly failure: FailureKind; readonly retryAfterMs: number | null } | null {
  const parsed = failureSchema.safeParse(error.details);
  return parsed.success
    ? { failure: parsed.data.failure, retryAfterMs: parsed.data.retryAfterMs ?? null }
    : null;
}
