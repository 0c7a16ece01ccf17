/**
 * The service's own Postgres schema. `change_log` and `transactions` are the durable log; `shapes` remembers handles;
 * `snapshot_parts` holds rendered snapshots and is unlogged: losing it in a crash costs a new snapshot, no change.
 * The version names the layout: another one drops everything, and clients fetch again.
 */
import { z } from 'zod';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { quoteIdentifier } from '../names/identifier.ts';
import type { Queryable } from './database.ts';

const LAYOUT_VERSION = 1;

const TABLES = (schema: string): string => `
create table ${schema}.layout (version int not null);
insert into ${schema}.layout values (${LAYOUT_VERSION});
create table ${schema}.transactions (
  lsn int8 primary key, xid int8 not null, stored_at timestamptz not null default clock_timestamp());
create index on ${schema}.transactions (xid);
create index on ${schema}.transactions (stored_at);
create table ${schema}.change_log (
  relid oid not null, lsn int8 not null, op int4 not null, xid int8 not null, "old" text, "new" text,
  primary key (relid, lsn, op));
create table ${schema}.tables (
  relid oid primary key, last_lsn int8 not null default 0, last_op int4 not null default 0, pruned_lsn int8 not null default 0);
create table ${schema}.progress (only_row bool primary key default true check (only_row), durable_lsn int8 not null);
insert into ${schema}.progress (durable_lsn) values (0);
create table ${schema}.shapes (
  handle text primary key, definition_key text not null, definition text not null, relid oid not null,
  start_lsn int8 not null, snapshot text not null, chunks int4 not null, bytes int8 not null,
  created_at timestamptz not null default clock_timestamp(), read_at timestamptz not null default clock_timestamp());
create index on ${schema}.shapes (relid);
create unlogged table ${schema}.snapshot_parts (
  handle text not null, chunk int4 not null, part int4 not null, body text not null, primary key (handle, chunk, part));
alter table ${schema}.snapshot_parts alter body set storage external;`;

const stateSchema = z.object({ exists: z.boolean(), has_layout: z.boolean() });

/**
 * Creates the schema or brings it to this layout. Safe to run at each start; one service per schema at a time.
 * @throws AppError `precondition_failed` when the schema is there and is not the service's own.
 */
export async function prepareSchema(database: Queryable, schemaName: string): Promise<void> {
  const schema = quoteIdentifier(schemaName);
  const found = await database.query(
    'select to_regnamespace($1) is not null as exists, to_regclass($2) is not null as has_layout',
    [schema, `${schema}.layout`],
  );
  const state = stateSchema.parse(found.rows[0]);
  if (state.exists && !state.has_layout) {
    throw new AppError('precondition_failed', `the schema ${schema} is in use by something else`, {
      hint: `The shape service needs a Postgres schema of its own and will not touch ${schema}.`,
    });
  }
  if (state.has_layout) {
    const version = await database.query(`select version from ${schema}.layout`);
    if (version.rows[0]?.['version'] === LAYOUT_VERSION) return;
  }
  await database.query(`drop schema if exists ${schema} cascade; create schema ${schema}; ${TABLES(schema)}`);
}
