/** The sync server, put together. `main.ts` runs it as a program; tests start it inside theirs. */
import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { z } from 'zod';
import { MUTATIONS } from '../../shared/mutations/registry/registry.ts';
import { createAuth, type Auth } from '../auth/auth.ts';
import { createPrincipals } from '../auth/principal.ts';
import { resolveAuthSecret } from '../config/auth-secret.ts';
import type { Config } from '../config/parse.ts';
import { connectDatabase } from '../db/connect.ts';
import { checkDatabaseHealth } from '../db/pg-health.ts';
import { createApp } from '../http/app.ts';
import type { AppPorts, ReadinessCheck } from '../http/ports.ts';
import { startDailyJobs } from '../jobs/daily-jobs.ts';
import { createMailer } from '../vendors/smtp/mailer.ts';
import { readVersion } from '../version.ts';
import { createWriter, type Writer } from '../writes/writer.ts';
import { openCentralDatabase, type CentralDatabase } from './database.ts';
import { listen, type Listening } from './listen.ts';
import { startShapeSource, type RunningShapes } from './shape-source.ts';
import { stateOnce } from './server-state.ts';

export type RunningServer = {
  readonly url: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly pool: Pool;
  readonly auth: Auth;
  readonly writer: Writer;
  /** Finishes what runs, then closes everything, the embedded database last. Safe to call twice. */
  readonly stop: () => Promise<void>;
};

const GRACE_MS = 5_000;

/** Errors are AppErrors with a hint. Nothing is left running when it throws. */
export async function startServer(config: Config, log: Logger): Promise<RunningServer> {
  const database = await openCentralDatabase(config, log);
  const pool = connectDatabase({ url: database.url, max: config.database.poolSize, log });
  let shapes: RunningShapes | null = null;
  try {
    shapes = await startShapeSource(config, database.url, log);
    return await serveOn(config, log, database, pool, shapes);
  } catch (cause) {
    await shapes?.stop();
    await pool.end();
    await database.stop();
    throw cause;
  }
}

async function serveOn(
  config: Config,
  log: Logger,
  database: CentralDatabase,
  pool: Pool,
  shapes: RunningShapes,
): Promise<RunningServer> {
  const clock = { now: () => Date.now() };
  const writer = createWriter({ pool, clock, log, registry: MUTATIONS });
  const secret = await resolveAuthSecret(config);
  const auth = createAuth({
    pool,
    secret: secret.reveal(),
    appUrl: config.appUrl ?? `http://${config.host}:${config.port}`,
  });
  const principals = createPrincipals({ auth, pool, now: clock.now });
  let stopping = false;
  const address = { url: config.appUrl ?? '' };
  const ports: AppPorts = {
    log,
    pool,
    auth,
    principals,
    shapes: shapes.source,
    writes: writesFor(writer, principals.forget),
    mailer: createMailer(config.mail),
    readiness: () => readiness(pool, config, shapes),
    now: clock.now,
    appUrl: () => address.url,
    version: await readVersion(),
    trustedProxies: config.trustedProxies,
    suppressionKey: await suppressionKey(pool),
    isStopping: () => stopping,
  };
  const listening = await listen(createApp(ports), config.host, config.port);
  const url = `http://${config.host}:${listening.port}`;
  address.url ||= url;
  const stopDaily = startDailyJobs({ pool, writer, clock, log });
  const stop = once(async () => {
    stopping = true;
    await stopDaily();
    await stopInOrder(writer, shapes, listening, pool, database);
  });
  return { url, port: listening.port, databaseUrl: database.url, pool, auth, writer, stop };
}

/** Writers first, so that nothing is taken that cannot be answered; long polls are answered by the shapes' stop. */
async function stopInOrder(
  writer: Writer,
  shapes: RunningShapes,
  listening: Listening,
  pool: Pool,
  database: CentralDatabase,
): Promise<void> {
  await writer.drain();
  await shapes.stop();
  await listening.close(GRACE_MS);
  await pool.end();
  await database.stop();
}

function writesFor(writer: Writer, forgetPrincipals: () => void): AppPorts['writes'] {
  return {
    upload: async (principal, request) => {
      const { person, clientIds } = principal;
      const scope = clientIds === 'all' ? clientIds : new Set(clientIds);
      return writer.upload(
        { kind: 'person', userId: person.id, role: person.role, clientIds: scope },
        request,
      );
    },
    barrier: writer.barrier,
    epoch: writer.epoch,
    runAsSystem: async (name, args) => {
      await writer.runAsSystem(name, args);
      forgetPrincipals();
    },
  };
}

async function readiness(
  pool: Pool,
  config: Config,
  shapes: RunningShapes,
): Promise<readonly ReadinessCheck[]> {
  const dataDir = config.database.url ? null : config.dataDir;
  const checks = await checkDatabaseHealth({ database: pool, dataDir });
  return [
    ...checks.map((check) => ({ name: check.name, ok: check.status !== 'fail', detail: check.detail })),
    await shapes.check(),
  ];
}

/** Devices match addresses against suppressions with it; it never leaves a signed-in session. */
async function suppressionKey(pool: Pool): Promise<string> {
  return z.string().parse(await stateOnce(pool, 'suppression_key', () => randomBytes(32).toString('hex')));
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => (running ??= work());
}
