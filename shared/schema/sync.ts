import { bigint, index, integer, jsonb, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { CONFLICT_STATUSES, MUTATION_OUTCOMES } from '../domain/vocabulary/sync.ts';
import { createdAt, id, instant, scopeIndex, scopeOrAgency } from './columns.ts';

export const conflictStatus = pgEnum('conflict_status', CONFLICT_STATUSES);
export const mutationOutcome = pgEnum('mutation_outcome', MUTATION_OUTCOMES);

/**
 * One row a mutation's transaction, itself a shape: it tells a replica which tables the transaction wrote, so
 * that half of one is never shown, and tells the writing device that its mutation has arrived.
 * The id is the mutation's. A row without a device is a barrier (docs/adr/0004).
 */
export const commits = pgTable(
  'commits',
  {
    id: id(),
    scope_client_id: scopeOrAgency(),
    /** 64-bit transaction id as decimal text. */
    xid: text('xid').notNull(),
    tables: text('tables').array().notNull(),
    device_id: uuid('device_id'),
    seq: bigint('seq', { mode: 'number' }),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [scopeIndex('commits', t.scope_client_id), index('commits_at_idx').on(t.at)],
);

/** Two people wanted different values of a field whose merge policy is `ask`: both are kept until someone chooses. */
export const conflicts = pgTable(
  'conflicts',
  {
    id: id(),
    scope_client_id: scopeOrAgency(),
    mutation_id: uuid('mutation_id').notNull(),
    table_name: text('table_name').notNull(),
    row_id: uuid('row_id').notNull(),
    field: text('field').notNull(),
    base: jsonb('base'),
    mine: jsonb('mine'),
    theirs: jsonb('theirs'),
    user_id: uuid('user_id').notNull(),
    device_id: uuid('device_id'),
    status: conflictStatus('status').notNull().default('open'),
    resolution: jsonb('resolution'),
    resolved_by: uuid('resolved_by'),
    resolved_at: instant('resolved_at'),
    created_at: createdAt(),
  },
  (t) => [scopeIndex('conflicts', t.scope_client_id), index('conflicts_row_idx').on(t.row_id, t.status)],
);

/** Server only: the devices that write, and how far each has come. `last_seq` is read and raised under a row lock. */
export const devices = pgTable(
  'devices',
  {
    id: id(),
    user_id: uuid('user_id').notNull(),
    name: text('name').notNull(),
    platform: text('platform').notNull(),
    last_seq: bigint('last_seq', { mode: 'number' }).notNull().default(0),
    last_seen_at: instant('last_seen_at').notNull().defaultNow(),
    revoked_at: instant('revoked_at'),
    created_at: createdAt(),
  },
  (t) => [index('devices_user_idx').on(t.user_id)],
);

/** Server only: what became of each mutation, under its id, so that a repeated batch gets the recorded answer. */
export const device_mutations = pgTable(
  'device_mutations',
  {
    id: id(),
    device_id: uuid('device_id')
      .notNull()
      .references(() => devices.id),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    user_id: uuid('user_id').notNull(),
    name: text('name').notNull(),
    version: integer('version').notNull(),
    outcome: mutationOutcome('outcome').notNull(),
    reason: jsonb('reason').$type<Record<string, unknown>>(),
    xid: text('xid'),
    received_at: instant('received_at').notNull().defaultNow(),
  },
  (t) => [uniqueIndex('device_mutations_seq_idx').on(t.device_id, t.seq)],
);

/** Server only: facts about this database, such as its epoch, which a restore from backup changes. */
export const server_state = pgTable('server_state', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
});
