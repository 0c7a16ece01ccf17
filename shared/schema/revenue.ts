import { boolean, index, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { CRM_TYPES } from '../domain/vocabulary/seed.ts';
import { INVOICE_KINDS, INVOICE_STATUSES } from '../domain/vocabulary/work.ts';
import { createdAt, currency, id, instant, minorUnits, scope, scopeIndex, updatedAt } from './columns.ts';

export const invoiceStatus = pgEnum('invoice_status', INVOICE_STATUSES);
export const invoiceKind = pgEnum('invoice_kind', INVOICE_KINDS);

/** A deal in the client's CRM that began with a meeting of ours. */
export const deals = pgTable(
  'deals',
  {
    id: id(),
    scope_client_id: scope(),
    client_id: uuid('client_id').notNull(),
    meeting_id: uuid('meeting_id'),
    crm_type: text('crm_type', { enum: CRM_TYPES }).notNull(),
    crm_deal_id: text('crm_deal_id'),
    name: text('name').notNull(),
    stage: text('stage').notNull(),
    amount_minor: minorUnits('amount_minor'),
    currency: currency(),
    won: boolean('won'),
    closed_at: instant('closed_at'),
    created_at: createdAt(),
    updated_at: updatedAt(),
  },
  (t) => [scopeIndex('deals', t.scope_client_id), index('deals_client_idx').on(t.client_id)],
);

export const invoices = pgTable(
  'invoices',
  {
    id: id(),
    scope_client_id: scope(),
    client_id: uuid('client_id').notNull(),
    meeting_id: uuid('meeting_id'),
    kind: invoiceKind('kind').notNull(),
    status: invoiceStatus('status').notNull().default('draft'),
    stripe_invoice_id: text('stripe_invoice_id'),
    amount_minor: minorUnits('amount_minor').notNull(),
    currency: currency(),
    issued_at: instant('issued_at'),
    due_at: instant('due_at'),
    paid_at: instant('paid_at'),
    created_at: createdAt(),
    updated_at: updatedAt(),
  },
  (t) => [scopeIndex('invoices', t.scope_client_id), index('invoices_client_idx').on(t.client_id, t.status)],
);
