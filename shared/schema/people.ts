import { boolean, index, jsonb, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { ROLES } from '../domain/vocabulary/people.ts';
import { createdAt, id, scopeOrAgency, updatedAt } from './columns.ts';

export const userRole = pgEnum('user_role', ROLES);

/** The agency's people as everybody sees them. Credentials live in shared/schema/identity.ts, server only. */
export const users = pgTable('users', {
  id: id(),
  scope_client_id: scopeOrAgency(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  role: userRole('role').notNull().default('viewer'),
  time_zone: text('time_zone').notNull().default('UTC'),
  active: boolean('active').notNull().default(true),
  created_at: createdAt(),
  updated_at: updatedAt(),
});

/** A named filter, sort and column set of one list screen. */
export const saved_views = pgTable(
  'saved_views',
  {
    id: id(),
    scope_client_id: scopeOrAgency(),
    user_id: uuid('user_id').notNull(),
    screen: text('screen').notNull(),
    name: text('name').notNull(),
    definition: jsonb('definition').$type<Record<string, unknown>>().notNull(),
    shared: boolean('shared').notNull().default(false),
    pinned: boolean('pinned').notNull().default(false),
    created_at: createdAt(),
    updated_at: updatedAt(),
  },
  (t) => [index('saved_views_user_idx').on(t.user_id, t.screen)],
);
