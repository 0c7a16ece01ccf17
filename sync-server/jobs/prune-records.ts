/**
 * Job: removes what the server no longer needs to know of its own past, in small transactions.
 *
 * - Rows of `commits` after 14 days. Devices follow the change log for 7 days and load afresh behind it; a change whose
 *   commit they never saw arrives by its position in the log. The rows leave the replicas, too.
 * - Records of mutations after 90 days, save the last 2,000 of each device, so that a device that comes back after any
 *   time is told what became of what it had sent without an answer. Older numbers are refused, never run again.
 */
import type { Pool } from 'pg';
import { z } from 'zod';
import { isoInstant, type Clock } from '../../shared/kernel/time.ts';
import { retireRecords } from '../writes/retired.ts';

export const KEEP_COMMITS_DAYS = 14;
export const KEEP_RECORDS_DAYS = 90;
/** Ten full uploads: a device has one of them under way at a time. */
export const KEEP_LAST_RECORDS = 2_000;
const ROWS_AT_ONCE = 2_000;
const DAY_MS = 86_400_000;

export type PruneRecordsPorts = {
  readonly pool: Pick<Pool, 'query'>;
  readonly clock: Clock;
  readonly isStopping: () => boolean;
};

export type Pruned = { readonly commits: number; readonly records: number };

/** Answers how many rows it removed. Throws `unavailable` when the database does not answer. */
export async function pruneRecords({ pool, clock, isStopping }: PruneRecordsPorts): Promise<Pruned> {
  const before = (days: number): string => isoInstant(clock.now() - days * DAY_MS);
  const commits = await inSteps(isStopping, () => removeCommits(pool, before(KEEP_COMMITS_DAYS)));
  const records = await inSteps(isStopping, () =>
    retireRecords(pool, {
      before: before(KEEP_RECORDS_DAYS),
      keepLast: KEEP_LAST_RECORDS,
      limit: ROWS_AT_ONCE,
    }),
  );
  return { commits, records };
}

async function inSteps(isStopping: () => boolean, step: () => Promise<number>): Promise<number> {
  let removed = 0;
  while (!isStopping()) {
    const rows = await step();
    removed += rows;
    if (rows < ROWS_AT_ONCE) break;
  }
  return removed;
}

async function removeCommits(pool: Pick<Pool, 'query'>, before: string): Promise<number> {
  const { rows } = await pool.query(
    `with gone as (
       delete from commits where id in (select id from commits where at < $1 order by at limit $2) returning 1)
     select count(*)::int as rows from gone`,
    [before, ROWS_AT_ONCE],
  );
  return z.object({ rows: z.int() }).parse(rows[0]).rows;
}
