/** Lives of the shape service, one after the other, over the database it keeps its log in. */
import type { Pool } from 'pg';
import type { ShapeSource } from '../../../sync-server/http/ports.ts';
import { createShapeService, type ShapeService } from '../../../sync-server/shapes/service.ts';

export type ShapeLives = {
  readonly source: ShapeSource;
  readonly start: () => Promise<void>;
  /** Its connections are cut first, wherever it was; then another life begins. */
  readonly kill: () => Promise<void>;
  readonly loseSlot: () => Promise<void>;
  /** Forgets all but the newest transactions of the log. */
  readonly prune: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const SHAPE_BACKENDS = `application_name in ('shapes', 'shapes-log') or backend_type = 'walsender'`;

export function createShapeLives(url: string, pool: Pool): ShapeLives {
  let service: ShapeService | null = null;
  let death = Promise.withResolvers<never>();

  const start = async (): Promise<void> => {
    death = Promise.withResolvers<never>();
    death.promise.catch(() => undefined);
    service = createShapeService({
      connectionString: url,
      options: {
        longPollMs: 20_000,
        maintenanceMs: 3_600_000,
        chunkBytes: 60_000,
        tailBytes: 60_000,
        connections: 6,
        readyTimeoutMs: 2_000,
        retention: { maxTransactions: 25 },
      },
    });
    await service.start();
  };
  const end = async (): Promise<void> => {
    death.reject(new TypeError('fetch failed'));
    const former = service;
    service = null;
    await former?.stop();
  };
  const cut = async (): Promise<void> => {
    await pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and (${SHAPE_BACKENDS})`,
    );
  };
  return {
    source: {
      handle: (request, definition) => {
        const running = service;
        if (!running) return Promise.reject(new TypeError('fetch failed'));
        return Promise.race([running.handle(request, definition), death.promise]);
      },
    },
    start,
    kill: async () => {
      await cut();
      await end();
      await start();
    },
    loseSlot: async () => {
      await end();
      await pool.query(
        `select pg_drop_replication_slot(slot_name) from pg_replication_slots
          where database = current_database() and not active`,
      );
      await start();
    },
    prune: async () => {
      await service?.maintain().catch(() => undefined);
    },
    stop: end,
  };
}
