/** Removes what is older than the retention from the log, and remembers per table how far it is gone. */
import { z } from 'zod';
import { quoteIdentifier } from '../names/identifier.ts';
import type { Queryable } from '../storage/database.ts';
import type { Lsn } from './lsn.ts';

export type PruneLimits = { readonly ageMs: number; readonly maxTransactions: number };

export type Pruning = {
  readonly prunedLsn: (relid: number) => Lsn;
  readonly restore: (pruned: ReadonlyMap<number, Lsn>) => void;
  /** Gives the number of changes removed. */
  readonly prune: (limits: PruneLimits) => Promise<number>;
};

const cutSchema = z.object({ cut: z.string().transform(BigInt) });
const tableSchema = z.object({ relid: z.string().transform(Number), last: z.string().transform(BigInt) });

export function createPruning(database: Queryable, schemaName: string): Pruning {
  const schema = quoteIdentifier(schemaName);
  let pruned = new Map<number, Lsn>();

  const pruneTable = async (relid: number, last: Lsn): Promise<number> => {
    // Marked before the rows go, so that no reader takes a gap for an empty log.
    pruned.set(relid, last);
    await database.query(
      `update ${schema}.tables set pruned_lsn = greatest(pruned_lsn, $2) where relid = $1`,
      [relid, `${last}`],
    );
    const removed = await database.query(`delete from ${schema}.change_log where relid = $1 and lsn <= $2`, [
      relid,
      `${last}`,
    ]);
    return removed.rowCount ?? 0;
  };
  return {
    prunedLsn: (relid) => pruned.get(relid) ?? 0n,
    restore: (known) => {
      pruned = new Map(known);
    },
    prune: async ({ ageMs, maxTransactions }) => {
      const found = await database.query(
        `select coalesce(greatest(
           (select max(lsn) from ${schema}.transactions where stored_at < clock_timestamp() - $1 * interval '1 millisecond'),
           (select lsn from ${schema}.transactions order by lsn desc offset $2 limit 1)), 0)::text as cut`,
        [ageMs, maxTransactions],
      );
      const { cut } = cutSchema.parse(found.rows[0]);
      if (cut === 0n) return 0;
      const tables = await database.query(
        `select t.relid::int8::text as relid, (select max(lsn) from ${schema}.change_log c where c.relid = t.relid and c.lsn <= $1)::text as last
         from ${schema}.tables t where exists (select 1 from ${schema}.change_log c where c.relid = t.relid and c.lsn <= $1)`,
        [`${cut}`],
      );
      let count = 0;
      for (const row of tables.rows) {
        const { relid, last } = tableSchema.parse(row);
        count += await pruneTable(relid, last);
      }
      await database.query(`delete from ${schema}.transactions where lsn <= $1`, [`${cut}`]);
      return count;
    },
  };
}
