import { index, integer, jsonb, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { VISITOR_STATUSES } from '../domain/vocabulary/work.ts';
import { createdAt, id, instant, scope, scopeIndex } from './columns.ts';

export const visitorStatus = pgEnum('visitor_status', VISITOR_STATUSES);

/** A company (and, where known, a person) seen on a client's website. Sentinel scores them. */
export const visitors = pgTable(
  'visitors',
  {
    id: id(),
    scope_client_id: scope(),
    client_id: uuid('client_id').notNull(),
    company_name: text('company_name'),
    company_domain: text('company_domain'),
    person_name: text('person_name'),
    person_title: text('person_title'),
    page_views: integer('page_views').notNull().default(0),
    pages: jsonb('pages').$type<readonly Record<string, unknown>[]>().notNull().default([]),
    /** 0–100, explained in `score_reasons`. */
    icp_score: integer('icp_score'),
    intent_score: integer('intent_score'),
    score_reasons: jsonb('score_reasons').$type<readonly Record<string, unknown>[]>().notNull().default([]),
    status: visitorStatus('status').notNull().default('new'),
    first_seen_at: instant('first_seen_at').notNull(),
    last_seen_at: instant('last_seen_at').notNull(),
    created_at: createdAt(),
  },
  (t) => [
    scopeIndex('visitors', t.scope_client_id),
    index('visitors_seen_idx').on(t.client_id, t.last_seen_at),
  ],
);
