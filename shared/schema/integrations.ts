import {
  customType,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  EVENT_STATUSES,
  INTEGRATION_MODES,
  INTEGRATION_STATUSES,
  QUARANTINE_STATUSES,
  VENDOR_CALL_STATUSES,
} from '../domain/vocabulary/sync.ts';
import {
  createdAt,
  currency,
  id,
  instant,
  minorUnits,
  scopeIndex,
  scopeOrAgency,
  updatedAt,
} from './columns.ts';

export const integrationMode = pgEnum('integration_mode', INTEGRATION_MODES);
export const integrationStatus = pgEnum('integration_status', INTEGRATION_STATUSES);
export const eventStatus = pgEnum('event_status', EVENT_STATUSES);
export const quarantineStatus = pgEnum('quarantine_status', QUARANTINE_STATUSES);
export const vendorCallStatus = pgEnum('vendor_call_status', VENDOR_CALL_STATUSES);

const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

/** What is connected and whether it works. Never a secret: those are in `integration_secrets`, server only. */
export const integrations = pgTable(
  'integrations',
  {
    id: id(),
    scope_client_id: scopeOrAgency(),
    vendor: text('vendor').notNull(),
    mode: integrationMode('mode').notNull().default('disabled'),
    status: integrationStatus('status').notNull().default('untested'),
    account_label: text('account_label'),
    last_tested_at: instant('last_tested_at'),
    last_error_code: text('last_error_code'),
    created_at: createdAt(),
    updated_at: updatedAt(),
  },
  (t) => [scopeIndex('integrations', t.scope_client_id), index('integrations_vendor_idx').on(t.vendor)],
);

/** Server only: sealed with the server's key. */
export const integration_secrets = pgTable(
  'integration_secrets',
  {
    id: id(),
    integration_id: uuid('integration_id')
      .notNull()
      .references(() => integrations.id),
    name: text('name').notNull(),
    sealed: bytes('sealed').notNull(),
    updated_at: updatedAt(),
  },
  (t) => [uniqueIndex('integration_secrets_name_idx').on(t.integration_id, t.name)],
);

/** Server only: the inbox. The bytes as they came, durable before the answer. */
export const webhook_events = pgTable(
  'webhook_events',
  {
    id: id(),
    vendor: text('vendor').notNull(),
    event_type: text('event_type'),
    dedupe_key: text('dedupe_key').notNull(),
    headers: jsonb('headers').$type<Record<string, string>>().notNull(),
    body: bytes('body').notNull(),
    status: eventStatus('status').notNull().default('received'),
    attempts: integer('attempts').notNull().default(0),
    error_code: text('error_code'),
    received_at: instant('received_at').notNull().defaultNow(),
    processed_at: instant('processed_at'),
  },
  (t) => [
    uniqueIndex('webhook_events_dedupe_idx').on(t.vendor, t.dedupe_key),
    index('webhook_events_status_idx').on(t.status, t.received_at),
  ],
);

/** Events that could not be parsed or matched to a client: visible until a person decides. */
export const quarantine = pgTable(
  'quarantine',
  {
    id: id(),
    scope_client_id: scopeOrAgency(),
    webhook_event_id: uuid('webhook_event_id').notNull(),
    vendor: text('vendor').notNull(),
    reason: text('reason').notNull(),
    summary: jsonb('summary').$type<Record<string, unknown>>().notNull().default({}),
    status: quarantineStatus('status').notNull().default('open'),
    decided_by: uuid('decided_by'),
    decided_at: instant('decided_at'),
    created_at: createdAt(),
  },
  (t) => [scopeIndex('quarantine', t.scope_client_id), index('quarantine_status_idx').on(t.status)],
);

/** Server only: the ledger. A row with our idempotency key exists before a call that creates, sends or spends. */
export const vendor_calls = pgTable(
  'vendor_calls',
  {
    id: id(),
    idempotency_key: text('idempotency_key').notNull().unique(),
    vendor: text('vendor').notNull(),
    operation: text('operation').notNull(),
    client_id: uuid('client_id'),
    request: jsonb('request').$type<Record<string, unknown>>().notNull(),
    response: jsonb('response').$type<Record<string, unknown>>(),
    status: vendorCallStatus('status').notNull().default('planned'),
    attempts: integer('attempts').notNull().default(0),
    error_code: text('error_code'),
    cost_minor: minorUnits('cost_minor').notNull().default(0),
    currency: currency(),
    created_at: createdAt(),
    finished_at: instant('finished_at'),
  },
  (t) => [index('vendor_calls_status_idx').on(t.vendor, t.status)],
);
