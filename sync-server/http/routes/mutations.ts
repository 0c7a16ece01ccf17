import { Hono } from 'hono';
import { MAX_BATCH_BYTES, uploadRequestSchema } from '../../../shared/contracts/server/mutations.ts';
import { barrierRequestSchema } from '../../../shared/contracts/server/session.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { requirePrincipal } from '../authenticate.ts';
import type { ServerEnv } from '../environment.ts';
import { readJson } from '../errors.ts';
import type { AppPorts } from '../ports.ts';
import { createRateLimit } from '../rate-limit.ts';

/** The way up: a device's mutations, and the barrier that ends its first load. */
export function mutationRoutes(ports: AppPorts): Hono<ServerEnv> {
  const uploads = createRateLimit({ points: 1200, seconds: 60, what: 'uploads' });
  const barriers = createRateLimit({ points: 60, seconds: 60, what: 'barriers' });

  return new Hono<ServerEnv>()
    .use('/mutations', requirePrincipal(ports))
    .post('/mutations', async (c) => {
      const principal = c.get('principal');
      await uploads.take(principal.sessionId);
      // Some room for the envelope: a device measures its mutations alone.
      const request = await readJson(c, uploadRequestSchema, MAX_BATCH_BYTES + 65_536);
      if (request.device_id !== principal.deviceId) {
        throw new AppError('forbidden', 'device of another session', {
          hint: 'This session belongs to another device. Sign in again on this one.',
        });
      }
      return c.json(await ports.writes.upload(principal, request));
    })
    .use('/barrier', requirePrincipal(ports))
    .post('/barrier', async (c) => {
      await barriers.take(c.get('principal').sessionId);
      const { id } = await readJson(c, barrierRequestSchema, 1_024);
      await ports.writes.barrier(id);
      return c.body(null, 204);
    });
}
