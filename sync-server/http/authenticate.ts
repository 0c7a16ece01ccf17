import type { MiddlewareHandler } from 'hono';
import { bearerToken, type ServerEnv } from './environment.ts';
import type { AppPorts } from './ports.ts';

/** Lets only valid sessions through and leaves the person as `principal`. */
export function requirePrincipal(ports: Pick<AppPorts, 'principals'>): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    c.set('principal', await ports.principals.fromToken(bearerToken(c)));
    await next();
  };
}
