/**
 * The replica's indexes, chosen for what screens ask and what mutations look up; the central ones serve other needs.
 * Order columns end in `id`, as every list's order does, and put empty values last.
 */
import type { SyncedTableName } from '../../../shared/schema/registry.ts';

/** Column lists as Postgres reads them in CREATE INDEX. `archived, deleted_at` gives a list's total without its rows. */
export const DEVICE_INDEXES: Partial<Readonly<Record<SyncedTableName, readonly string[]>>> = {
  commits: ['at'],
  client_assignments: ['user_id, client_id'],
  saved_views: ['screen'],
  incidents: ['scope_client_id'],
  health_scores: ['client_id'],
  campaigns: ['client_id'],
  meetings: ['client_id, meeting_datetime', 'meeting_datetime'],
  domains: ['client_id'],
  conflicts: ['row_id', 'mutation_id'],
  requests: ['client_id'],
  notes: ['entity_id, created_at'],
  leads: [
    'client_id',
    'email_key, client_id',
    'campaign_id',
    'import_id',
    'created_at DESC NULLS LAST, id',
    'archived, deleted_at',
    'lower(last_name) NULLS LAST, id',
    'lower(company) NULLS LAST, id',
    'lower(email) NULLS LAST, id',
    'status, id',
    'verdict, id',
  ],
  campaign_metrics: ['campaign_id, date'],
  messages: ['lead_id, occurred_at', 'kind, occurred_at', 'client_id', 'campaign_id'],
  activity: ['entity_id, at', 'at DESC NULLS LAST, id'],
  sequences: ['campaign_id'],
  sequence_steps: ['sequence_id'],
  sequence_variants: ['step_id'],
  engine_steps: ['run_id'],
  suppressions: ['value_hmac', 'domain'],
};
