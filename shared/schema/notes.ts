import { boolean, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, instant, scope, scopeIndex, scopeOrAgency, updatedAt } from './columns.ts';

export const notes = pgTable(
  'notes',
  {
    id: id(),
    scope_client_id: scope(),
    client_id: uuid('client_id').notNull(),
    entity_type: text('entity_type').notNull(),
    entity_id: uuid('entity_id').notNull(),
    author_id: uuid('author_id').notNull(),
    body: text('body').notNull(),
    pinned: boolean('pinned').notNull().default(false),
    deleted_at: instant('deleted_at'),
    created_at: createdAt(),
    updated_at: updatedAt(),
  },
  (t) => [scopeIndex('notes', t.scope_client_id), index('notes_entity_idx').on(t.entity_id, t.created_at)],
);

/**
 * Who did what: one row a mutation, whose id it shares, written by the mutation runner on both sides.
 * Append-only. `changes` lists rows with before and after per field, cut at a bounded size.
 */
export const activity = pgTable(
  'activity',
  {
    id: id(),
    scope_client_id: scopeOrAgency(),
    actor_id: uuid('actor_id'),
    device_id: uuid('device_id'),
    action: text('action').notNull(),
    entity_type: text('entity_type').notNull(),
    entity_id: uuid('entity_id'),
    row_count: integer('row_count').notNull().default(1),
    summary: text('summary').notNull(),
    changes: jsonb('changes').$type<readonly Record<string, unknown>[]>().notNull().default([]),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [scopeIndex('activity', t.scope_client_id), index('activity_entity_idx').on(t.entity_id, t.at)],
);
