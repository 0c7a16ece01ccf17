import { boolean, index, integer, jsonb, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { RISK_LEVELS, SEVERITIES } from '../domain/vocabulary/seed.ts';
import { ALERT_STATUSES, INCIDENT_STATUSES } from '../domain/vocabulary/work.ts';
import { clients } from './clients.ts';
import { createdAt, id, instant, scope, scopeIndex, scopeOrAgency, updatedAt } from './columns.ts';

export const severity = pgEnum('severity', SEVERITIES);
export const riskLevel = pgEnum('risk_level', RISK_LEVELS);
export const incidentStatus = pgEnum('incident_status', INCIDENT_STATUSES);
export const alertStatus = pgEnum('alert_status', ALERT_STATUSES);

/** Seed table. `fingerprint` names the cause: one open incident per cause. */
export const incidents = pgTable(
  'incidents',
  {
    id: id(),
    client_id: uuid('client_id').references(() => clients.id),
    severity: severity('severity').notNull(),
    type: text('type').notNull(),
    description: text('description').notNull(),
    auto_resolved: boolean('auto_resolved').notNull().default(false),
    resolution: text('resolution'),
    detected_at: instant('detected_at').notNull().defaultNow(),
    resolved_at: instant('resolved_at'),
    scope_client_id: scopeOrAgency(),
    status: incidentStatus('status').notNull().default('open'),
    fingerprint: text('fingerprint'),
    owner_id: uuid('owner_id'),
    campaign_id: uuid('campaign_id'),
    domain_id: uuid('domain_id'),
    acknowledged_at: instant('acknowledged_at'),
    acknowledged_by: uuid('acknowledged_by'),
    acknowledge_due_at: instant('acknowledge_due_at'),
    snoozed_until: instant('snoozed_until'),
    updated_at: updatedAt(),
  },
  (t) => [
    scopeIndex('incidents', t.scope_client_id),
    index('incidents_open_idx').on(t.status, t.severity),
    index('incidents_fingerprint_idx').on(t.fingerprint),
  ],
);

/** Seed table. `signals` lists each signal with value, weight and points; the points add up to the score. */
export const health_scores = pgTable(
  'health_scores',
  {
    id: id(),
    client_id: uuid('client_id')
      .notNull()
      .references(() => clients.id),
    score: integer('score').notNull(),
    risk_level: riskLevel('risk_level').notNull(),
    signals: jsonb('signals').$type<Record<string, unknown>>().notNull(),
    intervention_plan: text('intervention_plan'),
    calculated_at: instant('calculated_at').notNull().defaultNow(),
    scope_client_id: scope(),
  },
  (t) => [
    scopeIndex('health_scores', t.scope_client_id),
    index('health_scores_client_idx').on(t.client_id, t.calculated_at),
  ],
);

export const alerts = pgTable(
  'alerts',
  {
    id: id(),
    scope_client_id: scopeOrAgency(),
    incident_id: uuid('incident_id'),
    severity: severity('severity').notNull(),
    title: text('title').notNull(),
    body: text('body').notNull().default(''),
    channel: text('channel').notNull(),
    target: text('target'),
    status: alertStatus('status').notNull().default('queued'),
    dedupe_key: text('dedupe_key'),
    sent_at: instant('sent_at'),
    acknowledged_at: instant('acknowledged_at'),
    acknowledged_by: uuid('acknowledged_by'),
    created_at: createdAt(),
  },
  (t) => [scopeIndex('alerts', t.scope_client_id), index('alerts_incident_idx').on(t.incident_id)],
);
