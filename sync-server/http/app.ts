import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { AppError } from '../../shared/kernel/app-error.ts';
import type { ServerEnv } from './environment.ts';
import { errorResponse, toAppError } from './errors.ts';
import type { AppPorts } from './ports.ts';
import { healthRoutes } from './routes/health.ts';
import { mutationRoutes } from './routes/mutations.ts';
import { passwordRoutes } from './routes/password.ts';
import { peopleRoutes } from './routes/people.ts';
import { sessionRoutes } from './routes/session.ts';
import { shapeRoutes } from './routes/shape.ts';

/** The sync server's HTTP face. Everything that is not listed here is 404. */
export function createApp(ports: AppPorts): Hono<ServerEnv> {
  const app = new Hono<ServerEnv>();
  app.use(secureHeaders());
  app.use(async (c, next) => {
    const given = c.req.header('x-request-id') ?? '';
    const requestId = /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
    c.set('requestId', requestId);
    c.set('log', ports.log.child({ requestId }));
    c.header('x-request-id', requestId);
    const started = ports.now();
    await next();
    c.get('log').debug(
      { method: c.req.method, path: c.req.path, status: c.res.status, ms: ports.now() - started },
      'request',
    );
  });
  app.use('/api/*', async (_c, next) => {
    if (ports.isStopping()) {
      throw new AppError('unavailable', 'the server is stopping', {
        hint: 'The server is restarting. It will be back in a moment.',
      });
    }
    await next();
  });
  app.route('/', healthRoutes(ports));
  app.route('/', shapeRoutes(ports));
  app.route('/', passwordRoutes(ports));
  app.route('/api', sessionRoutes(ports));
  app.route('/api', mutationRoutes(ports));
  app.route('/api', peopleRoutes(ports));
  app.get('/api/version', (c) => c.json({ name: 'xgrowthos', version: ports.version }));
  app.notFound((c) => errorResponse(c, new AppError('not_found', 'nothing here')));
  app.onError((cause, c) => {
    const error = toAppError(cause);
    if (error.code === 'bug') c.get('log').error({ err: cause }, 'request failed');
    else c.get('log').debug({ code: error.code, message: error.message }, 'request refused');
    return errorResponse(c, error);
  });
  return app;
}
