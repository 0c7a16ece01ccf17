/**
 * Job: removes for good what has been in the trash for 30 days, client by client, with mutations like any other write, so
 * that the rows leave the devices, too. Asked again it goes on where it was; nothing is removed early.
 */
import type { Pool } from 'pg';
import { z } from 'zod';
import { overdueSince } from '../../shared/domain/trash/trash.ts';
import { isoInstant, type Clock } from '../../shared/kernel/time.ts';
import type { Writer } from '../writes/writer.ts';

const ROWS_PER_MUTATION = 200;
const TABLES = ['leads', 'notes'] as const;

const overdueSchema = z.array(z.object({ client_id: z.string(), ids: z.array(z.string()) }));

export type PurgePorts = {
  readonly pool: Pick<Pool, 'query'>;
  readonly writer: Pick<Writer, 'runAsSystem'>;
  readonly clock: Clock;
  readonly isStopping: () => boolean;
};

/** Answers how many rows were taken out of the trash. Throws `unavailable` when the database does not answer. */
export async function purgeTrash(ports: PurgePorts): Promise<number> {
  const since = overdueSince(isoInstant(ports.clock.now()));
  let purged = 0;
  for (const table of TABLES) {
    let former = '';
    while (!ports.isStopping()) {
      const batches = await overdue(ports.pool, table, since);
      const found = JSON.stringify(batches);
      // What a mutation left alone would be found for ever.
      if (batches.length === 0 || found === former) break;
      former = found;
      for (const { client_id, ids } of batches) {
        if (ports.isStopping()) break;
        await ports.writer.runAsSystem('trash/purge', { client_id, table, ids });
        purged += ids.length;
      }
    }
  }
  return purged;
}

/** The next rows of each client, the longest deleted first. */
async function overdue(pool: Pick<Pool, 'query'>, table: (typeof TABLES)[number], since: string) {
  const { rows } = await pool.query(
    `select scope_client_id as client_id, array_agg(id::text order by deleted_at, id) as ids
       from (select id, scope_client_id, deleted_at,
                    row_number() over (partition by scope_client_id order by deleted_at, id) as place
               from ${table} where deleted_at <= $1) found
      where place <= ${ROWS_PER_MUTATION} group by 1 order by 1`,
    [since],
  );
  return overdueSchema.parse(rows);
}
