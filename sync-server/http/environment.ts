import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Logger } from 'pino';
import type { Principal } from '../auth/principal.ts';

/** What middleware leaves for the handlers. */
export type ServerEnv = {
  Bindings: Partial<HttpBindings>;
  Variables: { requestId: string; log: Logger; principal: Principal };
};
export type ServerContext = Context<ServerEnv>;

/**
 * The caller's address. Behind proxies we run ourselves (`trustedProxies` of them), the entry that many steps from
 * the right of X-Forwarded-For; otherwise the socket's, as anyone can write that header.
 */
export function clientAddress(context: ServerContext, trustedProxies: number): string {
  const socket = context.env.incoming?.socket.remoteAddress ?? 'unknown';
  if (trustedProxies === 0) return socket;
  const chain = (context.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  return chain.at(-trustedProxies) || socket;
}

/** The bearer token of a request, or null. */
export function bearerToken(context: ServerContext): string | null {
  return /^Bearer ([\w.~+/=%-]+)$/i.exec(context.req.header('authorization') ?? '')?.[1] ?? null;
}
