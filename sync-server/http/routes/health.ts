import { Hono } from 'hono';
import type { ServerEnv } from '../environment.ts';
import type { AppPorts } from '../ports.ts';

/** `/healthz`: the process answers. `/readyz`: it can do its work; 503 names what cannot. */
export function healthRoutes(ports: AppPorts): Hono<ServerEnv> {
  return new Hono<ServerEnv>()
    .get('/healthz', (c) => c.json({ status: 'ok', version: ports.version }))
    .get('/readyz', async (c) => {
      const checks = await ports.readiness();
      const ready = !ports.isStopping() && checks.every((check) => check.ok);
      c.header('cache-control', 'no-store');
      return c.json(
        { status: ready ? 'ready' : ports.isStopping() ? 'stopping' : 'not_ready', checks },
        ready ? 200 : 503,
      );
    });
}
