/** Runs a piece of work once a day on one of the servers, as long as this one lives. */
import type { Pool } from 'pg';
import { z } from 'zod';
import { errorText } from '../../shared/kernel/app-error.ts';

export type DailyWork = {
  /** Names the work among those of all servers. */
  readonly name: string;
  readonly run: (isStopping: () => boolean) => Promise<void>;
};

export type DailyPorts = {
  readonly pool: Pool;
  readonly log: { readonly warn: (details: object, message: string) => void };
  /** Runs something later; the answer calls it off. */
  readonly later: (run: () => void, delayMs: number) => () => void;
};

/** The first round waits until people have been served. */
const FIRST_AFTER_MS = 60_000;
const DAY_MS = 86_400_000;

/** Answers how to stop: the round that runs ends at its next step. A failing round is logged and comes again the next day. */
export function startDaily(work: DailyWork, ports: DailyPorts): { readonly stop: () => Promise<void> } {
  let stopping = false;
  let running: Promise<void> = Promise.resolve();
  let callOff = ports.later(round, FIRST_AFTER_MS);

  function round(): void {
    running = aloneAmongServers(ports.pool, work.name, () => work.run(() => stopping)).catch(
      (cause: unknown) => {
        ports.log.warn({ work: work.name, reason: errorText(cause) }, 'daily work failed');
      },
    );
    void running.then(() => {
      if (!stopping) callOff = ports.later(round, DAY_MS);
    });
  }

  return {
    stop: async () => {
      stopping = true;
      callOff();
      await running;
    },
  };
}

/** Another server that is at it already does it for this one, too. */
async function aloneAmongServers(pool: Pool, name: string, run: () => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query('select pg_try_advisory_lock(hashtextextended($1, 0)) as mine', [
      name,
    ]);
    const [answer] = z.array(z.object({ mine: z.boolean() })).parse(rows);
    if (answer?.mine !== true) return;
    try {
      await run();
    } finally {
      await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]);
    }
  } finally {
    client.release();
  }
}
