/** Answers that hold no rows: service endpoints, refusals and must-refetch. */
import { AppError } from '../../../shared/kernel/app-error.ts';
import { parameterErrors } from '../request/errors.ts';
import { baseHeaders, JSON_TYPE, NO_STORE, PRIVATE_CACHE, SERVER_NAME } from './headers.ts';

const utf8 = new TextEncoder();

/** A body of bytes, so that the platform adds no content-type of its own. */
function untyped(text: string): Uint8Array<ArrayBuffer> {
  return utf8.encode(text);
}

export function rootReply(): Response {
  return new Response(null, { status: 200, headers: { ...baseHeaders(false), ...PRIVATE_CACHE } });
}

export type HealthStatus = 'waiting' | 'starting' | 'active';

export function healthReply(status: HealthStatus, isHead: boolean): Response {
  return new Response(isHead ? null : JSON.stringify({ status }), {
    status: status === 'active' ? 200 : 202,
    headers: {
      ...baseHeaders(false),
      ...JSON_TYPE,
      'cache-control': 'no-cache, no-store, must-revalidate',
    },
  });
}

export function notFoundReply(): Response {
  return new Response(untyped('Not found'), {
    status: 404,
    headers: { ...baseHeaders(false), ...PRIVATE_CACHE },
  });
}

export function unauthorizedReply(): Response {
  return new Response(untyped(JSON.stringify({ message: 'Unauthorized - Invalid API secret' })), {
    status: 401,
    headers: { vary: 'accept-encoding', 'electric-server': SERVER_NAME, ...PRIVATE_CACHE },
  });
}

export function preflightReply(request: Request): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...baseHeaders(true, request.headers.get('origin') ?? '*'),
      'access-control-max-age': '86400',
      ...(request.headers.has('access-control-request-headers')
        ? { 'access-control-allow-headers': 'if-none-match,traceparent' }
        : {}),
    },
  });
}

export function deletedReply(): Response {
  return new Response(null, {
    status: 202,
    headers: { ...baseHeaders(true), ...JSON_TYPE, 'cache-control': 'no-cache', 'electric-has-data': 'true' },
  });
}

export function messageReply(status: number, message: string): Response {
  return new Response(JSON.stringify({ message }), {
    status,
    headers: { ...baseHeaders(true), ...JSON_TYPE, 'cache-control': 'no-cache' },
  });
}

export function badBodyReply(error: Readonly<Record<string, string>>): Response {
  return new Response(JSON.stringify(error), {
    status: 400,
    headers: { ...baseHeaders(true), ...JSON_TYPE, ...PRIVATE_CACHE },
  });
}

/** Without a handle when the old one ended while its client was waiting: the next request is told the new one. */
export function mustRefetchReply(handle: string | undefined, isHead = false): Response {
  return new Response(isHead ? null : '[{"headers":{"control":"must-refetch"}}]', {
    status: 409,
    headers: {
      ...baseHeaders(true),
      ...JSON_TYPE,
      'cache-control': `public, max-age=${handle === undefined ? 1 : 60}, must-revalidate`,
      ...(handle === undefined ? {} : { 'electric-handle': handle, etag: `"${handle}::"` }),
    },
  });
}

/** Any failure as the protocol shows it: parameter errors, a service that is not ready, or a fault of ours. */
export function errorReply(cause: unknown, method: string): Response {
  const headers: Record<string, string> = { ...baseHeaders(true), ...JSON_TYPE, ...NO_STORE };
  if (method === 'DELETE') {
    delete headers['surrogate-control'];
    headers['cache-control'] = 'no-cache';
  }
  const errors = parameterErrors(cause);
  if (errors !== undefined) {
    return new Response(JSON.stringify({ message: 'Invalid request', errors }), { status: 400, headers });
  }
  const error = AppError.from(cause);
  if (error.code === 'unavailable') {
    headers['retry-after'] = '5';
    return new Response(JSON.stringify({ message: error.message }), { status: 503, headers });
  }
  if (error.code === 'rate_limited') {
    headers['retry-after'] = String(6 + Math.floor(Math.random() * 5));
    headers['electric-internal-known-error'] = 'true';
    const body = { code: 'concurrent_request_limit_exceeded', message: error.message };
    return new Response(JSON.stringify(body), { status: 503, headers });
  }
  return new Response(JSON.stringify({ message: error.message }), { status: 500, headers });
}
