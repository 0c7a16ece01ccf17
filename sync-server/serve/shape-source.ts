import type { Config } from '../config/parse.ts';
import type { Log } from '../http/logging/logger.ts';
import type { ReadinessCheck, ShapeSource } from '../http/ports.ts';
import { createElectricForwarder } from '../shapes/forward/forwarder.ts';
import { createShapeService } from '../shapes/service.ts';

export type RunningShapes = {
  readonly source: ShapeSource;
  readonly check: () => Promise<ReadinessCheck>;
  readonly stop: () => Promise<void>;
};

const MEGABYTE = 1024 * 1024;

/** A real Electric where ELECTRIC_URL names one, otherwise the embedded service on the central database. */
export async function startShapeSource(
  config: Config,
  databaseUrl: string,
  log: Log,
): Promise<RunningShapes> {
  return config.electric ? forwardTo(config.electric) : startEmbeddedShapes(config, databaseUrl, log);
}

async function startEmbeddedShapes(config: Config, databaseUrl: string, log: Log): Promise<RunningShapes> {
  const service = createShapeService({
    connectionString: databaseUrl,
    log,
    options: {
      chunkBytes: config.shapes.chunkBytes,
      longPollMs: config.shapes.longPollMs,
      cacheMaxAge: config.shapes.cacheMaxAgeSeconds,
      cacheStaleAge: config.shapes.cacheStaleAgeSeconds,
      allowDelete: config.shapes.allowDelete,
    },
  });
  await service.start();
  return {
    source: { handle: service.handle },
    check: async () => {
      const { isLagging, slotLagBytes } = service.metrics();
      const lag = isLagging ? `, behind by ${Math.round(slotLagBytes / MEGABYTE)} MB of log` : '';
      return { name: 'shapes', ok: service.health() === 'active', detail: `${service.health()}${lag}` };
    },
    stop: service.stop,
  };
}

function forwardTo(electric: NonNullable<Config['electric']>): RunningShapes {
  const forwarder = createElectricForwarder({
    electricUrl: electric.url,
    ...(electric.secret ? { secret: electric.secret.reveal() } : {}),
  });
  return {
    source: { handle: forwarder.handle },
    check: async () => {
      try {
        const answer = await fetch(new URL('/v1/health', electric.url), {
          signal: AbortSignal.timeout(3_000),
        });
        return { name: 'shapes', ok: answer.status === 200, detail: `Electric answers ${answer.status}` };
      } catch {
        return { name: 'shapes', ok: false, detail: 'Electric does not answer' };
      }
    },
    stop: async () => undefined,
  };
}
