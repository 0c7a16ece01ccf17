import {
  boolean,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import {
  IMPORT_STATUSES,
  LEAD_SOURCES,
  LEAD_STATUSES,
  SUPPRESSION_KINDS,
  VERDICTS,
} from '../domain/vocabulary/leads.ts';
import { clients } from './clients.ts';
import { createdAt, id, instant, scope, scopeIndex, scopeOrAgency, updatedAt } from './columns.ts';

export const leadStatus = pgEnum('lead_status', LEAD_STATUSES);
export const leadSource = pgEnum('lead_source', LEAD_SOURCES);
export const verdict = pgEnum('verdict', VERDICTS);
export const importStatus = pgEnum('import_status', IMPORT_STATUSES);
export const suppressionKind = pgEnum('suppression_kind', SUPPRESSION_KINDS);

export const leads = pgTable(
  'leads',
  {
    id: id(),
    scope_client_id: scope(),
    client_id: uuid('client_id')
      .notNull()
      .references(() => clients.id),
    campaign_id: uuid('campaign_id'),
    import_id: uuid('import_id'),
    /** The address mail is sent to, as given but for outer space and the domain's case. */
    email: text('email').notNull(),
    /** Guardian's key for "the same mailbox": one per client among leads that are not in the trash. */
    email_key: text('email_key').notNull(),
    first_name: text('first_name'),
    last_name: text('last_name'),
    title: text('title'),
    company: text('company'),
    company_domain: text('company_domain'),
    phone: text('phone'),
    linkedin_url: text('linkedin_url'),
    website: text('website'),
    country: text('country'),
    city: text('city'),
    industry: text('industry'),
    employee_count: integer('employee_count'),
    custom: jsonb('custom').$type<Record<string, string>>().notNull().default({}),
    source: leadSource('source').notNull().default('manual'),
    status: leadStatus('status').notNull().default('new'),
    verdict: verdict('verdict').notNull().default('unverified'),
    /** Guardian's reason codes, worst first. */
    verdict_reasons: text('verdict_reasons').array().notNull().default([]),
    /** True while only a desktop has judged: the server has not checked suppression, caps and mailbox yet. */
    verdict_provisional: boolean('verdict_provisional').notNull().default(true),
    verified_at: instant('verified_at'),
    last_contacted_at: instant('last_contacted_at'),
    labels: text('labels').array().notNull().default([]),
    archived: boolean('archived').notNull().default(false),
    deleted_at: instant('deleted_at'),
    created_at: createdAt(),
    updated_at: updatedAt(),
  },
  (t) => [
    scopeIndex('leads', t.scope_client_id),
    uniqueIndex('leads_client_email_idx')
      .on(t.client_id, t.email_key)
      .where(sql`deleted_at is null`),
    index('leads_campaign_idx').on(t.campaign_id),
    index('leads_import_idx').on(t.import_id),
    index('leads_created_idx').on(t.created_at, t.id),
  ],
);

/** Every verdict ever given, with all reasons. Kept on the server; the lead carries the latest. */
export const lead_verifications = pgTable(
  'lead_verifications',
  {
    id: id(),
    scope_client_id: scope(),
    lead_id: uuid('lead_id').notNull(),
    verdict: verdict('verdict').notNull(),
    provisional: boolean('provisional').notNull(),
    reasons: jsonb('reasons').$type<readonly Record<string, unknown>[]>().notNull(),
    engine_version: text('engine_version').notNull(),
    host: text('host').notNull(),
    checked_at: instant('checked_at').notNull().defaultNow(),
  },
  (t) => [
    scopeIndex('lead_verifications', t.scope_client_id),
    index('lead_verifications_lead_idx').on(t.lead_id, t.checked_at),
  ],
);

/** One CSV or vendor import and what became of its rows. */
export const lead_imports = pgTable(
  'lead_imports',
  {
    id: id(),
    scope_client_id: scope(),
    client_id: uuid('client_id')
      .notNull()
      .references(() => clients.id),
    campaign_id: uuid('campaign_id'),
    file_name: text('file_name').notNull(),
    status: importStatus('status').notNull().default('running'),
    mode: text('mode').notNull(),
    on_match: text('on_match').notNull(),
    mapping: jsonb('mapping').$type<Record<string, string>>().notNull(),
    total_rows: integer('total_rows').notNull().default(0),
    created_rows: integer('created_rows').notNull().default(0),
    updated_rows: integer('updated_rows').notNull().default(0),
    skipped_rows: integer('skipped_rows').notNull().default(0),
    refused_rows: integer('refused_rows').notNull().default(0),
    verdicts: jsonb('verdicts').$type<Record<string, number>>().notNull().default({}),
    created_by: uuid('created_by'),
    started_at: instant('started_at').notNull().defaultNow(),
    finished_at: instant('finished_at'),
  },
  (t) => [scopeIndex('lead_imports', t.scope_client_id)],
);

/**
 * Do-not-contact entries. Addresses are held as keyed HMAC-SHA-256 only (hex), so an entry outlives the
 * erasure of the person it protects; a domain may be shown in clear. Agency-wide when scope is null.
 */
export const suppressions = pgTable(
  'suppressions',
  {
    id: id(),
    scope_client_id: scopeOrAgency(),
    kind: suppressionKind('kind').notNull(),
    value_hmac: text('value_hmac').notNull(),
    domain: text('domain'),
    reason: text('reason').notNull(),
    source: text('source').notNull(),
    created_by: uuid('created_by'),
    created_at: createdAt(),
  },
  (t) => [
    scopeIndex('suppressions', t.scope_client_id),
    // Two indexes: a null scope would make agency-wide entries distinct from each other.
    uniqueIndex('suppressions_client_value_idx')
      .on(t.scope_client_id, t.value_hmac)
      .where(sql`scope_client_id is not null`),
    uniqueIndex('suppressions_agency_value_idx')
      .on(t.value_hmac)
      .where(sql`scope_client_id is null`),
  ],
);
