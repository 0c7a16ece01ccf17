import { Hono } from 'hono';
import { signInRequestSchema, type SignInResponse } from '../../../shared/contracts/server/session.ts';
import { registerDevice, signIn } from '../../auth/sign-in.ts';
import { requirePrincipal } from '../authenticate.ts';
import { clientAddress, type ServerEnv } from '../environment.ts';
import { readJson } from '../errors.ts';
import type { AppPorts } from '../ports.ts';
import { createRateLimit } from '../rate-limit.ts';
import { sessionInfo } from '../session-info.ts';

const QUARTER_HOUR = 15 * 60;

/** Signing in and out, and what a session may do now. */
export function sessionRoutes(ports: AppPorts): Hono<ServerEnv> {
  // By person and address, so that a stranger cannot lock a colleague out; by address, against many names.
  const perPerson = createRateLimit({ points: 10, seconds: QUARTER_HOUR, what: 'sign-in attempts' });
  const perAddress = createRateLimit({ points: 100, seconds: QUARTER_HOUR, what: 'sign-in attempts' });

  return (
    new Hono<ServerEnv>()
      .post('/sign-in', async (c) => {
        const address = clientAddress(c, ports.trustedProxies);
        await perAddress.take(address);
        const request = await readJson(c, signInRequestSchema, 16_384);
        await perPerson.take(`${address} ${request.email.toLowerCase()}`);
        const { token, expiresAt, principal } = await signIn(ports.auth, ports.pool, request, {
          address,
          userAgent: c.req.header('user-agent') ?? '',
          nowMs: ports.now(),
        });
        c.header('cache-control', 'no-store');
        return c.json({
          token,
          expires_at: expiresAt,
          session: await sessionInfo(ports, principal),
        } satisfies SignInResponse);
      })
      .use('/session', requirePrincipal(ports))
      .get('/session', async (c) => {
        c.header('cache-control', 'no-store');
        return c.json(await sessionInfo(ports, c.get('principal')));
      })
      .use('/device', requirePrincipal(ports))
      // A profile that was copied or restored finds its device id in use and goes on as another device.
      .post('/device', async (c) => {
        const device = await readJson(c, signInRequestSchema.shape.device, 4_096);
        const { person, sessionId } = c.get('principal');
        await registerDevice(ports.pool, person.id, device);
        await ports.pool.query('update identity.session set device_id = $2 where id = $1', [
          sessionId,
          device.id,
        ]);
        ports.principals.forget();
        return c.body(null, 204);
      })
      .use('/sign-out', requirePrincipal(ports))
      .post('/sign-out', async (c) => {
        await ports.pool.query('delete from identity.session where id = $1', [c.get('principal').sessionId]);
        ports.principals.forget();
        return c.body(null, 204);
      })
  );
}
