import { boolean, date, index, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { DOMAIN_STATUSES, MEETING_STATUSES } from '../domain/vocabulary/seed.ts';
import { MESSAGE_KINDS, REPLY_CLASSES } from '../domain/vocabulary/work.ts';
import { campaigns } from './campaigns.ts';
import { clients } from './clients.ts';
import { createdAt, id, instant, scope, scopeIndex } from './columns.ts';

export const meetingStatus = pgEnum('meeting_status', MEETING_STATUSES);
export const domainStatus = pgEnum('domain_status', DOMAIN_STATUSES);
export const messageKind = pgEnum('message_kind', MESSAGE_KINDS);
export const replyClass = pgEnum('reply_class', REPLY_CLASSES);

/** Seed table. */
export const meetings = pgTable(
  'meetings',
  {
    id: id(),
    client_id: uuid('client_id')
      .notNull()
      .references(() => clients.id),
    campaign_id: uuid('campaign_id').references(() => campaigns.id),
    prospect_email: text('prospect_email').notNull(),
    prospect_name: text('prospect_name'),
    prospect_company: text('prospect_company'),
    prospect_title: text('prospect_title'),
    meeting_datetime: instant('meeting_datetime').notNull(),
    calendly_event_id: text('calendly_event_id'),
    status: meetingStatus('status').notNull().default('scheduled'),
    qualified: boolean('qualified'),
    bonus_invoiced: boolean('bonus_invoiced').notNull().default(false),
    created_at: createdAt(),
    scope_client_id: scope(),
    lead_id: uuid('lead_id'),
  },
  (t) => [
    scopeIndex('meetings', t.scope_client_id),
    index('meetings_client_idx').on(t.client_id, t.meeting_datetime),
  ],
);

/** Seed table. `*_status` booleans are true when the record is present and right; `blacklist_status` is true when listed. */
export const domains = pgTable(
  'domains',
  {
    id: id(),
    client_id: uuid('client_id')
      .notNull()
      .references(() => clients.id),
    domain_name: text('domain_name').notNull(),
    status: domainStatus('status').notNull().default('warming'),
    spf_status: boolean('spf_status'),
    dkim_status: boolean('dkim_status'),
    dmarc_status: boolean('dmarc_status'),
    warmup_start_date: date('warmup_start_date', { mode: 'string' }),
    warmup_complete_date: date('warmup_complete_date', { mode: 'string' }),
    last_health_check: instant('last_health_check'),
    blacklist_status: boolean('blacklist_status'),
    scope_client_id: scope(),
  },
  (t) => [scopeIndex('domains', t.scope_client_id), index('domains_client_idx').on(t.client_id)],
);

/** What happened to one mail: sent, opened, replied, bounced. Old ones are archived and leave the devices. */
export const messages = pgTable(
  'messages',
  {
    id: id(),
    scope_client_id: scope(),
    client_id: uuid('client_id').notNull(),
    campaign_id: uuid('campaign_id'),
    lead_id: uuid('lead_id'),
    step_id: uuid('step_id'),
    variant_id: uuid('variant_id'),
    kind: messageKind('kind').notNull(),
    subject: text('subject'),
    body: text('body'),
    reply_class: replyClass('reply_class'),
    vendor_message_id: text('vendor_message_id'),
    occurred_at: instant('occurred_at').notNull(),
    handled_at: instant('handled_at'),
    handled_by: uuid('handled_by'),
    archived: boolean('archived').notNull().default(false),
    created_at: createdAt(),
  },
  (t) => [
    scopeIndex('messages', t.scope_client_id),
    index('messages_lead_idx').on(t.lead_id, t.occurred_at),
    index('messages_kind_idx').on(t.kind, t.occurred_at),
  ],
);
