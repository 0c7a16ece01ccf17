/** Reads the stored log of one table in pages, oldest first. */
import { z } from 'zod';
import { quoteIdentifier } from '../names/identifier.ts';
import type { LogPosition } from '../request/offset.ts';
import type { Queryable } from '../storage/database.ts';
import { restoreChange, type LogEntry } from './change.ts';
import type { Lsn } from './lsn.ts';

const rowText = z
  .string()
  .transform((text) => z.record(z.string(), z.string().nullable()).parse(JSON.parse(text)));
const entrySchema = z.object({
  lsn: z.string().transform(BigInt),
  op: z.number(),
  xid: z.string().transform((text) => Number(BigInt.asUintN(32, BigInt(text)))),
  old: rowText.nullable(),
  new: rowText.nullable(),
});

export type LogPages = (
  relid: number,
  from: LogPosition,
  upTo: Lsn,
) => AsyncGenerator<readonly LogEntry[], void, void>;

/** Pages start small, as most readers want the last few changes, and grow for catch-up over a long stretch. */
export function createLogPages(database: Queryable, schemaName: string, maxRows: number): LogPages {
  // A bare "lsn" in the order would be the text of the answer: 102232528 before 99336680.
  const sql = `select log.lsn::text, log.op, log.xid::text, log."old", log."new"
    from ${quoteIdentifier(schemaName)}.change_log as log
    where log.relid = $1 and (log.lsn, log.op) > ($2, $3) and log.lsn <= $4 order by log.lsn, log.op limit $5`;
  return async function* pages(relid, from, upTo) {
    let { lsn, op }: LogPosition = from;
    for (let limit = Math.min(50, maxRows); ; limit = Math.min(limit * 4, maxRows)) {
      const after = Number.isFinite(op) ? op : 2_147_483_647;
      const result = await database.query(sql, [relid, `${lsn}`, after, `${upTo}`, limit]);
      const entries = result.rows.map((row) => toEntry(entrySchema.parse(row)));
      if (entries.length > 0) yield entries;
      const last = entries.at(-1);
      if (last === undefined || entries.length < limit) return;
      ({ lsn } = last);
      ({ op } = last.change);
    }
  };
}

function toEntry(row: z.infer<typeof entrySchema>): LogEntry {
  return {
    lsn: row.lsn,
    xid: row.xid,
    change: restoreChange(row.op, row.old ?? undefined, row.new ?? undefined),
  };
}
