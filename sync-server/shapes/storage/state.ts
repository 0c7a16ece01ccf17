/** What the service must know when it starts, and how everything is thrown away when the slot is lost. */
import { z } from 'zod';
import { quoteIdentifier } from '../names/identifier.ts';
import type { LogPosition } from '../request/offset.ts';
import type { Lsn } from '../log/lsn.ts';
import type { Queryable } from './database.ts';

export type StoredState = {
  readonly lastStored: Lsn;
  /** A full transaction id of now, to give epochs to the stream's 32-bit ids. */
  readonly nearXid: bigint;
  /** Where the write-ahead log stands now: the service is up to date when it has passed this. */
  readonly walEnd: Lsn;
  readonly lastChanges: ReadonlyMap<number, LogPosition>;
  readonly prunedLsns: ReadonlyMap<number, Lsn>;
};

const stateSchema = z.object({
  last_stored: z.string().transform(BigInt),
  near_xid: z.string().transform(BigInt),
  wal_end: z.string().transform(BigInt),
});

const tableSchema = z.object({
  relid: z.string().transform(Number),
  last_lsn: z.string().transform(BigInt),
  last_op: z.number(),
  pruned_lsn: z.string().transform(BigInt),
});

export async function loadState(database: Queryable, schemaName: string): Promise<StoredState> {
  const schema = quoteIdentifier(schemaName);
  const state = await database.query(
    `select greatest((select max(lsn) from ${schema}.transactions), (select durable_lsn from ${schema}.progress))::text as last_stored,
       pg_snapshot_xmax(pg_current_snapshot())::text as near_xid,
       pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::int8::text as wal_end`,
  );
  const row = stateSchema.parse(state.rows[0]);
  const tables = await database.query(
    `select relid::int8::text as relid, last_lsn::text, last_op, pruned_lsn::text from ${schema}.tables`,
  );
  const parsed = tables.rows.map((table) => tableSchema.parse(table));
  return {
    lastStored: row.last_stored,
    nearXid: row.near_xid,
    walEnd: row.wal_end,
    lastChanges: new Map(parsed.map((table) => [table.relid, { lsn: table.last_lsn, op: table.last_op }])),
    prunedLsns: new Map(parsed.map((table) => [table.relid, table.pruned_lsn])),
  };
}

/** Forgets the log, every handle and every snapshot. */
export async function forgetEverything(database: Queryable, schemaName: string): Promise<void> {
  const schema = quoteIdentifier(schemaName);
  await database.query(
    `truncate ${schema}.transactions, ${schema}.change_log, ${schema}.tables, ${schema}.shapes, ${schema}.snapshot_parts;
     update ${schema}.progress set durable_lsn = 0`,
  );
}
