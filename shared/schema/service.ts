import { boolean, date, index, integer, jsonb, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import {
  GAP_STATUSES,
  PLAN_STATUSES,
  REPORT_STATUSES,
  REQUEST_CHANNELS,
  REQUEST_STATUSES,
  TASK_STATUSES,
} from '../domain/vocabulary/work.ts';
import { createdAt, id, instant, scope, scopeIndex, scopeOrAgency, updatedAt } from './columns.ts';

export const reportStatus = pgEnum('report_status', REPORT_STATUSES);
export const planStatus = pgEnum('plan_status', PLAN_STATUSES);
export const taskStatus = pgEnum('task_status', TASK_STATUSES);
export const requestStatus = pgEnum('request_status', REQUEST_STATUSES);
export const requestChannel = pgEnum('request_channel', REQUEST_CHANNELS);
export const gapStatus = pgEnum('gap_status', GAP_STATUSES);

/** Informant's reports: the facts they were drawn from, kept for ever. */
export const reports = pgTable(
  'reports',
  {
    id: id(),
    scope_client_id: scope(),
    client_id: uuid('client_id').notNull(),
    period_start: date('period_start', { mode: 'string' }).notNull(),
    period_end: date('period_end', { mode: 'string' }).notNull(),
    status: reportStatus('status').notNull().default('draft'),
    content: jsonb('content').$type<Record<string, unknown>>().notNull(),
    approved_by: uuid('approved_by'),
    sent_at: instant('sent_at'),
    created_at: createdAt(),
    updated_at: updatedAt(),
  },
  (t) => [
    scopeIndex('reports', t.scope_client_id),
    index('reports_client_idx').on(t.client_id, t.period_end),
  ],
);

export const knowledge_documents = pgTable(
  'knowledge_documents',
  {
    id: id(),
    scope_client_id: scopeOrAgency(),
    title: text('title').notNull(),
    source: text('source').notNull(),
    body: text('body').notNull(),
    created_by: uuid('created_by'),
    archived: boolean('archived').notNull().default(false),
    created_at: createdAt(),
    updated_at: updatedAt(),
  },
  (t) => [scopeIndex('knowledge_documents', t.scope_client_id)],
);

export const knowledge_passages = pgTable(
  'knowledge_passages',
  {
    id: id(),
    scope_client_id: scopeOrAgency(),
    document_id: uuid('document_id')
      .notNull()
      .references(() => knowledge_documents.id),
    position: integer('position').notNull(),
    body: text('body').notNull(),
    created_at: createdAt(),
  },
  (t) => [
    scopeIndex('knowledge_passages', t.scope_client_id),
    index('knowledge_passages_document_idx').on(t.document_id, t.position),
  ],
);

/** Questions Keeper could not answer. */
export const knowledge_gaps = pgTable(
  'knowledge_gaps',
  {
    id: id(),
    scope_client_id: scopeOrAgency(),
    question: text('question').notNull(),
    asked_by: uuid('asked_by'),
    times_asked: integer('times_asked').notNull().default(1),
    status: gapStatus('status').notNull().default('open'),
    created_at: createdAt(),
    updated_at: updatedAt(),
  },
  (t) => [scopeIndex('knowledge_gaps', t.scope_client_id)],
);

export const onboarding_plans = pgTable(
  'onboarding_plans',
  {
    id: id(),
    scope_client_id: scope(),
    client_id: uuid('client_id').notNull(),
    plan_type: text('plan_type').notNull(),
    status: planStatus('status').notNull().default('running'),
    due_date: date('due_date', { mode: 'string' }),
    started_at: instant('started_at').notNull().defaultNow(),
    finished_at: instant('finished_at'),
    created_at: createdAt(),
    updated_at: updatedAt(),
  },
  (t) => [scopeIndex('onboarding_plans', t.scope_client_id)],
);

export const onboarding_tasks = pgTable(
  'onboarding_tasks',
  {
    id: id(),
    scope_client_id: scope(),
    plan_id: uuid('plan_id')
      .notNull()
      .references(() => onboarding_plans.id),
    position: integer('position').notNull(),
    title: text('title').notNull(),
    status: taskStatus('status').notNull().default('todo'),
    automated: boolean('automated').notNull().default(false),
    owner_id: uuid('owner_id'),
    due_date: date('due_date', { mode: 'string' }),
    depends_on: uuid('depends_on').array().notNull().default([]),
    blocker: text('blocker'),
    completed_at: instant('completed_at'),
    created_at: createdAt(),
    updated_at: updatedAt(),
  },
  (t) => [
    scopeIndex('onboarding_tasks', t.scope_client_id),
    index('onboarding_tasks_plan_idx').on(t.plan_id, t.position),
  ],
);

/** What clients ask for, through the portal, by mail or through a person. */
export const requests = pgTable(
  'requests',
  {
    id: id(),
    scope_client_id: scope(),
    client_id: uuid('client_id').notNull(),
    channel: requestChannel('channel').notNull(),
    kind: text('kind').notNull().default('other'),
    subject: text('subject').notNull(),
    body: text('body').notNull().default(''),
    status: requestStatus('status').notNull().default('open'),
    decision: text('decision'),
    owner_id: uuid('owner_id'),
    due_at: instant('due_at'),
    resolved_at: instant('resolved_at'),
    created_at: createdAt(),
    updated_at: updatedAt(),
  },
  (t) => [scopeIndex('requests', t.scope_client_id), index('requests_status_idx').on(t.status, t.due_at)],
);
