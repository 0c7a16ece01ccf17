import { boolean, date, index, integer, jsonb, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { CLIENT_STATUSES, CRM_TYPES, PLAN_TYPES } from '../domain/vocabulary/seed.ts';
import { createdAt, currency, id, instant, minorUnits, scope, scopeIndex, updatedAt } from './columns.ts';

export const planType = pgEnum('plan_type', PLAN_TYPES);
export const clientStatus = pgEnum('client_status', CLIENT_STATUSES);
export const crmType = pgEnum('crm_type', CRM_TYPES);

/** Seed table. `scope_client_id` equals `id`. */
export const clients = pgTable(
  'clients',
  {
    id: id(),
    client_id: text('client_id').notNull().unique(),
    company_name: text('company_name').notNull(),
    contact_name: text('contact_name'),
    contact_email: text('contact_email'),
    plan_type: planType('plan_type').notNull().default('official'),
    status: clientStatus('status').notNull().default('onboarding'),
    start_date: date('start_date', { mode: 'string' }),
    renewal_date: date('renewal_date', { mode: 'string' }),
    instantly_workspace_id: text('instantly_workspace_id'),
    crm_type: crmType('crm_type').notNull().default('none'),
    crm_integration_id: text('crm_integration_id'),
    calendly_link: text('calendly_link'),
    slack_channel_id: text('slack_channel_id'),
    created_at: createdAt(),
    updated_at: updatedAt(),
    scope_client_id: scope(),
    industry: text('industry'),
    website: text('website'),
    time_zone: text('time_zone').notNull().default('UTC'),
    /** Booked meetings a month the agency promised; null where none was agreed. */
    monthly_meeting_target: integer('monthly_meeting_target'),
    /** Bonus for each qualified meeting; 0 means no invoice. */
    bonus_minor: minorUnits('bonus_minor').notNull().default(0),
    currency: currency(),
    labels: text('labels').array().notNull().default([]),
    settings: jsonb('settings').$type<Record<string, unknown>>().notNull().default({}),
    archived: boolean('archived').notNull().default(false),
    deleted_at: instant('deleted_at'),
  },
  (t) => [scopeIndex('clients', t.scope_client_id), index('clients_status_idx').on(t.status)],
);

/** Which person looks after which client. */
export const client_assignments = pgTable(
  'client_assignments',
  {
    id: id(),
    scope_client_id: scope(),
    client_id: uuid('client_id')
      .notNull()
      .references(() => clients.id),
    user_id: uuid('user_id').notNull(),
    created_at: createdAt(),
  },
  (t) => [
    scopeIndex('client_assignments', t.scope_client_id),
    index('client_assignments_user_idx').on(t.user_id, t.client_id),
  ],
);
