import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgEnum,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { CAMPAIGN_STATUSES } from '../domain/vocabulary/seed.ts';
import { EXPERIMENT_STATUSES } from '../domain/vocabulary/work.ts';
import { clients } from './clients.ts';
import { createdAt, id, instant, scope, scopeIndex, updatedAt } from './columns.ts';

export const campaignStatus = pgEnum('campaign_status', CAMPAIGN_STATUSES);
export const experimentStatus = pgEnum('experiment_status', EXPERIMENT_STATUSES);

/** Seed table. */
export const campaigns = pgTable(
  'campaigns',
  {
    id: id(),
    client_id: uuid('client_id')
      .notNull()
      .references(() => clients.id),
    campaign_name: text('campaign_name').notNull(),
    instantly_campaign_id: text('instantly_campaign_id'),
    status: campaignStatus('status').notNull().default('draft'),
    icp_description: text('icp_description'),
    target_industries: text('target_industries').array().notNull().default([]),
    target_titles: text('target_titles').array().notNull().default([]),
    sequence_count: integer('sequence_count').notNull().default(0),
    leads_count: integer('leads_count').notNull().default(0),
    created_at: createdAt(),
    updated_at: updatedAt(),
    scope_client_id: scope(),
    archived: boolean('archived').notNull().default(false),
  },
  (t) => [
    scopeIndex('campaigns', t.scope_client_id),
    index('campaigns_client_idx').on(t.client_id, t.status),
  ],
);

/** Seed table: one row a campaign and day. Rates are 0–1 with four decimals, written by mutations. */
export const campaign_metrics = pgTable(
  'campaign_metrics',
  {
    id: id(),
    campaign_id: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id),
    date: date('date', { mode: 'string' }).notNull(),
    emails_sent: integer('emails_sent').notNull().default(0),
    opens: integer('opens').notNull().default(0),
    replies: integer('replies').notNull().default(0),
    bounces: integer('bounces').notNull().default(0),
    positive_replies: integer('positive_replies').notNull().default(0),
    meetings_booked: integer('meetings_booked').notNull().default(0),
    open_rate: numeric('open_rate', { precision: 7, scale: 4 }).notNull().default('0'),
    reply_rate: numeric('reply_rate', { precision: 7, scale: 4 }).notNull().default('0'),
    created_at: createdAt(),
    scope_client_id: scope(),
  },
  (t) => [
    scopeIndex('campaign_metrics', t.scope_client_id),
    uniqueIndex('campaign_metrics_day_idx').on(t.campaign_id, t.date),
  ],
);

export const sequences = pgTable(
  'sequences',
  {
    id: id(),
    scope_client_id: scope(),
    campaign_id: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id),
    name: text('name').notNull(),
    approved_by: uuid('approved_by'),
    approved_at: instant('approved_at'),
    created_at: createdAt(),
    updated_at: updatedAt(),
  },
  (t) => [scopeIndex('sequences', t.scope_client_id), index('sequences_campaign_idx').on(t.campaign_id)],
);

export const sequence_steps = pgTable(
  'sequence_steps',
  {
    id: id(),
    scope_client_id: scope(),
    sequence_id: uuid('sequence_id')
      .notNull()
      .references(() => sequences.id),
    position: integer('position').notNull(),
    /** Days after the step before it. */
    delay_days: integer('delay_days').notNull().default(0),
    created_at: createdAt(),
  },
  (t) => [
    scopeIndex('sequence_steps', t.scope_client_id),
    index('sequence_steps_sequence_idx').on(t.sequence_id, t.position),
  ],
);

export const sequence_variants = pgTable(
  'sequence_variants',
  {
    id: id(),
    scope_client_id: scope(),
    step_id: uuid('step_id')
      .notNull()
      .references(() => sequence_steps.id),
    label: text('label').notNull(),
    subject: text('subject').notNull().default(''),
    body: text('body').notNull().default(''),
    enabled: boolean('enabled').notNull().default(true),
    created_at: createdAt(),
    updated_at: updatedAt(),
  },
  (t) => [
    scopeIndex('sequence_variants', t.scope_client_id),
    index('sequence_variants_step_idx').on(t.step_id),
  ],
);

export const experiments = pgTable(
  'experiments',
  {
    id: id(),
    scope_client_id: scope(),
    campaign_id: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id),
    step_id: uuid('step_id'),
    hypothesis: text('hypothesis'),
    metric: text('metric').notNull().default('human_reply'),
    status: experimentStatus('status').notNull().default('running'),
    result: jsonb('result').$type<Record<string, unknown>>(),
    winner_variant_id: uuid('winner_variant_id'),
    started_at: instant('started_at').notNull().defaultNow(),
    decided_at: instant('decided_at'),
  },
  (t) => [scopeIndex('experiments', t.scope_client_id), index('experiments_campaign_idx').on(t.campaign_id)],
);
