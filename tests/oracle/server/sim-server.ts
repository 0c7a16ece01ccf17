/** The sync server of a simulated world: its parts live and die apart, and start again by themselves. */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { connectDatabase } from '../../../sync-server/db/connect.ts';
import type { StatementFault } from './generation-pool.ts';
import { startHttpLife, type HttpLife } from './http-life.ts';
import { createShapeLives, type ShapeLives } from './shape-life.ts';

export type SimServer = {
  /** For checks; never killed. */
  readonly pool: Pool;
  readonly shapes: ShapeLives;
  readonly answer: (request: Request) => Promise<Response>;
  readonly life: () => HttpLife;
  readonly armWrites: (afterStatements: number, fault: StatementFault) => void;
  readonly killWrites: () => Promise<void>;
  /** Every connection of every part is cut at once. */
  readonly cutConnections: () => Promise<void>;
  /** Resolves when every part is up. */
  readonly healed: () => Promise<void>;
  /** A commit every device sees, after everything so far. Its id. */
  readonly fence: () => Promise<string>;
  readonly stop: () => Promise<void>;
};

const silent = { warn: () => undefined };

export async function startSimServer(url: string, now: () => number): Promise<SimServer> {
  const pool = connectDatabase({ url, max: 3, applicationName: 'oracle', log: silent });
  const shapes = createShapeLives(url, pool);
  await shapes.start();
  const newLife = (): Promise<HttpLife> => startHttpLife({ url, now, shapes: shapes.source });
  let life: HttpLife = await newLife();
  let restarting: Promise<void> = Promise.resolve();

  const killWrites = (): Promise<void> => {
    const former = life;
    restarting = restarting.then(async () => {
      former.kill();
      life = await newLife();
    });
    return restarting;
  };
  return {
    pool,
    shapes,
    life: () => life,
    answer: (request) => life.answer(request),
    armWrites: (afterStatements, fault) => life.arm(afterStatements, fault, () => void killWrites()),
    killWrites,
    cutConnections: async () => {
      await pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and application_name <> 'oracle'`,
      );
    },
    healed: () => restarting,
    fence: async () => {
      for (;;) {
        const id = randomUUID();
        const asked = life;
        // A fault that had begun may still end the life that was asked; it never answers then.
        const isWritten = await Promise.race([asked.writer.barrier(id).then(() => true), asked.ended]);
        if (isWritten) return id;
        await restarting;
      }
    },
    stop: async () => {
      await restarting;
      await shapes.stop();
      life.kill();
      await pool.end();
    },
  };
}
