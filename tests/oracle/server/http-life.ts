/** One life of the server's HTTP face and write path, spoken to without a socket. */
import type { Hono } from 'hono';
import { z } from 'zod';
import { MUTATIONS } from '../../../shared/mutations/registry/registry.ts';
import { createAuth } from '../../../sync-server/auth/auth.ts';
import { createPrincipals } from '../../../sync-server/auth/principal.ts';
import { connectDatabase } from '../../../sync-server/db/connect.ts';
import { createApp } from '../../../sync-server/http/app.ts';
import type { ServerEnv } from '../../../sync-server/http/environment.ts';
import { createLogger } from '../../../sync-server/http/logging/logger.ts';
import type { ShapeSource } from '../../../sync-server/http/ports.ts';
import { stateOnce } from '../../../sync-server/serve/server-state.ts';
import { createWriter, type Writer } from '../../../sync-server/writes/writer.ts';
import { AUTH_SECRET, SERVER_URL } from '../world/template.ts';
import { createGenerationPool, type StatementFault } from './generation-pool.ts';

export type HttpLife = {
  readonly writer: Writer;
  /** Rejects as a network does when this life ends before the answer. */
  readonly answer: (request: Request) => Promise<Response>;
  readonly arm: (afterStatements: number, fault: StatementFault, onKilled: () => void) => void;
  readonly forgetPrincipals: () => void;
  /** Resolves with false when this life ends. */
  readonly ended: Promise<false>;
  readonly kill: () => void;
};

const log = createLogger({ level: 'silent' });

export async function startHttpLife(options: {
  readonly url: string;
  readonly now: () => number;
  readonly shapes: ShapeSource;
}): Promise<HttpLife> {
  const pool = connectDatabase({ url: options.url, max: 6, applicationName: 'oracle-server', log });
  const generation = createGenerationPool(pool);
  const clock = { now: options.now };
  const writer = createWriter({
    pool: generation.pool,
    clock,
    log,
    registry: MUTATIONS,
    wait: () => Promise.resolve(),
  });
  const auth = createAuth({ pool, secret: AUTH_SECRET, appUrl: SERVER_URL });
  const principals = createPrincipals({ auth, pool, now: options.now });
  const key = await stateOnce(pool, 'suppression_key', () => 'ab'.repeat(32));
  const app: Hono<ServerEnv> = createApp({
    log,
    pool,
    auth,
    principals,
    shapes: options.shapes,
    writes: {
      upload: ({ person, clientIds }, request) =>
        writer.upload(
          {
            kind: 'person',
            userId: person.id,
            role: person.role,
            clientIds: clientIds === 'all' ? clientIds : new Set(clientIds),
          },
          request,
        ),
      barrier: writer.barrier,
      epoch: writer.epoch,
      runAsSystem: writer.runAsSystem,
    },
    mailer: { enabled: false, send: async () => undefined },
    readiness: async () => [],
    now: options.now,
    appUrl: () => SERVER_URL,
    version: '0.1.0',
    trustedProxies: 0,
    suppressionKey: z.string().parse(key),
    isStopping: () => false,
  });
  const death = Promise.withResolvers<never>();
  death.promise.catch(() => undefined);
  return {
    writer,
    answer: (request) => Promise.race([Promise.resolve(app.fetch(request)), death.promise]),
    arm: generation.arm,
    forgetPrincipals: principals.forget,
    ended: death.promise.catch(() => false as const),
    kill: () => {
      generation.kill();
      death.reject(new TypeError('fetch failed'));
      // Whoever still holds a connection never gives it back, so its end is not waited for.
      pool.end().catch(() => undefined);
    },
  };
}
