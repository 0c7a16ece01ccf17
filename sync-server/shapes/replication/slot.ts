/**
 * The replication slot and its publication. The publication is made before the slot, and a table joins it under a lock
 * that waits for every writer: afterwards no transaction can hold changes of the table that the stream will not show.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { quoteIdentifier, quoteLiteral, quoteRelation } from '../names/identifier.ts';
import type { Relation } from '../tables/relation.ts';
import type { Queryable } from '../storage/database.ts';
import { parseLsn, type Lsn } from '../log/lsn.ts';

export type SlotNames = { readonly slot: string; readonly publication: string };

/** Slot names are shared by the whole cluster and limited to 63 lower-case characters. */
export function slotNames(databaseName: string, schemaName: string): SlotNames {
  const digest = createHash('sha256').update(`${databaseName}\0${schemaName}`).digest('hex').slice(0, 12);
  const readable = databaseName
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]/g, '_')
    .slice(0, 36);
  return { slot: `shapes_${readable}_${digest}`, publication: `${schemaName}_${digest}`.slice(0, 63) };
}

const slotSchema = z.object({
  lost: z.boolean(),
  active: z.boolean(),
  confirmed: z.string().nullable(),
  lag: z.string().nullable(),
});

export type SlotState =
  | { readonly kind: 'missing' }
  | { readonly kind: 'lost' }
  | {
      readonly kind: 'usable';
      readonly isActive: boolean;
      readonly confirmedLsn: Lsn;
      readonly lagBytes: number;
    };

export async function readSlot(database: Queryable, slot: string): Promise<SlotState> {
  const result = await database.query(
    `select coalesce(wal_status = 'lost', false) or database is distinct from current_database() as lost, active,
       confirmed_flush_lsn::text as confirmed,
       pg_wal_lsn_diff(pg_current_wal_lsn(), least(restart_lsn, confirmed_flush_lsn))::text as lag
     from pg_replication_slots where slot_name = $1`,
    [slot],
  );
  if (result.rows[0] === undefined) return { kind: 'missing' };
  const row = slotSchema.parse(result.rows[0]);
  if (row.lost) return { kind: 'lost' };
  return {
    kind: 'usable',
    isActive: row.active,
    confirmedLsn: row.confirmed === null ? 0n : parseLsn(row.confirmed),
    lagBytes: Number(row.lag ?? 0),
  };
}

/** True when the publication had to be made, which means that an older slot has missed changes. */
export async function ensurePublication(database: Queryable, publication: string): Promise<boolean> {
  const found = await database.query('select 1 from pg_publication where pubname = $1', [publication]);
  if (found.rows.length > 0) return false;
  await database.query(`create publication ${quoteIdentifier(publication)}`);
  return true;
}

export async function createSlot(database: Queryable, slot: string): Promise<void> {
  await database.query(`select pg_create_logical_replication_slot($1, 'pgoutput')`, [slot]);
}

export async function dropSlot(database: Queryable, slot: string): Promise<void> {
  await database.query(
    `select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = $1 and active`,
    [slot],
  );
  await database.query(
    'select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = $1 and not active',
    [slot],
  );
}

/**
 * SQL that puts a table into the publication with whole old rows. It runs as one transaction; the lock is asked for
 * with a timeout, so that a long writer delays this request only and never queues every reader behind it.
 */
export function publishTableSql(relation: Relation, publication: string, lockTimeoutMs: number): string {
  const table = quoteRelation(relation);
  const add = `alter publication ${quoteIdentifier(publication)} add table only ${table}`;
  // Two shapes of one table may ask for this at once, each with its own older view of the catalog.
  const join = `do ${quoteLiteral(`begin ${add}; exception when duplicate_object then null; end`)};`;
  const identity = relation.isFullIdentity
    ? `lock table ${table} in share row exclusive mode;`
    : `alter table ${table} replica identity full;`;
  return `begin; set local lock_timeout = ${quoteLiteral(`${lockTimeoutMs}ms`)}; ${join} ${identity} commit`;
}
