import type { PgTable } from 'drizzle-orm/pg-core';
import {
  campaign_metrics,
  campaigns,
  experiments,
  sequence_steps,
  sequence_variants,
  sequences,
} from './campaigns.ts';
import { client_assignments, clients } from './clients.ts';
import { domains, meetings, messages } from './delivery.ts';
import { engine_runs, engine_steps, schedules } from './engines.ts';
import { visitors } from './growth.ts';
import { alerts, health_scores, incidents } from './health.ts';
import { integrations, quarantine } from './integrations.ts';
import { lead_imports, lead_verifications, leads, suppressions } from './leads.ts';
import { activity, notes } from './notes.ts';
import { saved_views, users } from './people.ts';
import { deals, invoices } from './revenue.ts';
import {
  knowledge_documents,
  knowledge_gaps,
  knowledge_passages,
  onboarding_plans,
  onboarding_tasks,
  reports,
  requests,
} from './service.ts';
import { commits, conflicts } from './sync.ts';

/**
 * How a synced table is shown.
 * - `client`: rows of the reader's clients (`scope_client_id IN (…)`).
 * - `agency`: those, and rows without a client (`OR scope_client_id IS NULL`).
 * - `own`: the reader's own rows and shared ones (`user_id = me OR shared = true`).
 */
export type Visibility = 'client' | 'agency' | 'own';

type SyncedTable = {
  readonly table: PgTable;
  readonly visibility: Visibility;
  /** A further plain-column filter that keeps a replica small. */
  readonly filter?: string;
  /** Readable by admins only. */
  readonly adminOnly?: boolean;
};

/** Every table that reaches a device, one shape each. The order is the order of first load. */
export const SYNCED_TABLES = {
  commits: { table: commits, visibility: 'agency' },
  users: { table: users, visibility: 'agency' },
  clients: { table: clients, visibility: 'client' },
  client_assignments: { table: client_assignments, visibility: 'client' },
  saved_views: { table: saved_views, visibility: 'own' },
  incidents: { table: incidents, visibility: 'agency' },
  health_scores: { table: health_scores, visibility: 'client' },
  campaigns: { table: campaigns, visibility: 'client' },
  meetings: { table: meetings, visibility: 'client' },
  domains: { table: domains, visibility: 'client' },
  conflicts: { table: conflicts, visibility: 'agency' },
  requests: { table: requests, visibility: 'client' },
  notes: { table: notes, visibility: 'client' },
  lead_imports: { table: lead_imports, visibility: 'client' },
  leads: { table: leads, visibility: 'client', filter: 'archived = false' },
  campaign_metrics: { table: campaign_metrics, visibility: 'client' },
  messages: { table: messages, visibility: 'client', filter: 'archived = false' },
  activity: { table: activity, visibility: 'agency' },
  sequences: { table: sequences, visibility: 'client' },
  sequence_steps: { table: sequence_steps, visibility: 'client' },
  sequence_variants: { table: sequence_variants, visibility: 'client' },
  experiments: { table: experiments, visibility: 'client' },
  visitors: { table: visitors, visibility: 'client' },
  reports: { table: reports, visibility: 'client' },
  knowledge_documents: { table: knowledge_documents, visibility: 'agency', filter: 'archived = false' },
  knowledge_passages: { table: knowledge_passages, visibility: 'agency' },
  knowledge_gaps: { table: knowledge_gaps, visibility: 'agency' },
  onboarding_plans: { table: onboarding_plans, visibility: 'client' },
  onboarding_tasks: { table: onboarding_tasks, visibility: 'client' },
  deals: { table: deals, visibility: 'client' },
  invoices: { table: invoices, visibility: 'client' },
  alerts: { table: alerts, visibility: 'agency' },
  engine_runs: { table: engine_runs, visibility: 'agency' },
  engine_steps: { table: engine_steps, visibility: 'agency' },
  schedules: { table: schedules, visibility: 'agency' },
  suppressions: { table: suppressions, visibility: 'agency' },
  integrations: { table: integrations, visibility: 'agency', adminOnly: true },
  quarantine: { table: quarantine, visibility: 'agency', adminOnly: true },
} as const satisfies Record<string, SyncedTable>;

export type SyncedTableName = keyof typeof SYNCED_TABLES;
export const SYNCED_TABLE_NAMES = Object.keys(SYNCED_TABLES) as readonly SyncedTableName[];

export function syncedTable(name: SyncedTableName): SyncedTable {
  return SYNCED_TABLES[name];
}

export function isSyncedTable(name: string): name is SyncedTableName {
  return Object.hasOwn(SYNCED_TABLES, name);
}

/** Tables that mutations write but devices never hold: a device's store skips them. */
export const SERVER_ONLY_TABLES = { lead_verifications: { table: lead_verifications } } as const;

/** Every table a mutation may write. `commits` is the runner's own. */
export const MUTABLE_TABLES = { ...SYNCED_TABLES, ...SERVER_ONLY_TABLES } as const;
export type MutableTableName = keyof typeof MUTABLE_TABLES;

/** A row as it is read, keyed by the database's column names. */
export type Row<Name extends MutableTableName> = (typeof MUTABLE_TABLES)[Name]['table']['$inferSelect'];
export type NewRow<Name extends MutableTableName> = (typeof MUTABLE_TABLES)[Name]['table']['$inferInsert'];

/**
 * Bumped when a synced table gains or loses a column. A device says which version it knows and gets
 * the columns of that version.
 */
export const SCHEMA_VERSION = 1;
