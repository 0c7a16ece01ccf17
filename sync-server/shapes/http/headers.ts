import { randomBytes } from 'node:crypto';

/** The protocol version whose behaviour is served; clients read no more than the product name out of it. */
export const SERVER_NAME = 'ElectricSQL/1.7.12-compatible';

const EXPOSED =
  'electric-cursor,electric-handle,electric-has-data,electric-offset,electric-schema,electric-up-to-date,electric-internal-known-error,retry-after';
const SHAPE_METHODS = 'GET, POST, HEAD, DELETE, OPTIONS';
const OTHER_METHODS = 'GET, HEAD';

export type HeaderMap = Readonly<Record<string, string>>;

/** Headers of every answer but 401. */
export function baseHeaders(isShapePath: boolean, origin = '*'): HeaderMap {
  return {
    vary: 'accept-encoding',
    'x-request-id': randomBytes(15).toString('base64url'),
    'electric-server': SERVER_NAME,
    'access-control-allow-origin': origin,
    'access-control-expose-headers': EXPOSED,
    'access-control-allow-methods': isShapePath ? SHAPE_METHODS : OTHER_METHODS,
  };
}

export const JSON_TYPE: HeaderMap = { 'content-type': 'application/json; charset=utf-8' };
export const PRIVATE_CACHE: HeaderMap = { 'cache-control': 'max-age=0, private, must-revalidate' };
export const NO_STORE: HeaderMap = { 'cache-control': 'no-store', 'surrogate-control': 'no-store' };

export type CacheAges = { readonly cacheMaxAge: number; readonly cacheStaleAge: number };
export type CacheKind = 'first' | 'catch-up' | 'live' | 'sse' | 'subset';

export function cacheControl(kind: CacheKind, method: string, ages: CacheAges): string {
  if (kind === 'subset' || (method !== 'GET' && method !== 'HEAD')) return 'no-cache';
  switch (kind) {
    case 'first':
      return 'public, max-age=604800, s-maxage=3600, stale-while-revalidate=2629746';
    case 'catch-up':
      return `public, max-age=${ages.cacheMaxAge}, stale-while-revalidate=${ages.cacheStaleAge}`;
    case 'live':
      return 'public, max-age=5, stale-while-revalidate=5';
    case 'sse':
      return 'public, max-age=59';
  }
}
