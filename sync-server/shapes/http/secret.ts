import { createHash, timingSafeEqual } from 'node:crypto';
import { unauthorizedReply } from './replies.ts';

/** Refuses requests on shapes that do not carry the secret; health and preflight need none. */
export function refuseWithoutSecret(request: Request, secret: string | undefined): Response | undefined {
  const { pathname, searchParams } = new URL(request.url);
  if (secret === undefined || pathname !== '/v1/shape' || request.method === 'OPTIONS') return undefined;
  const given = searchParams.get('secret') ?? searchParams.get('api_secret') ?? '';
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret)) ? undefined : unauthorizedReply();
}
