import type { incidents } from '../../schema/health.ts';
import type { notes } from '../../schema/notes.ts';
import type { onboarding_tasks, requests } from '../../schema/service.ts';
import type { FieldPolicies } from './policy.ts';

export const INCIDENT_POLICIES: FieldPolicies<keyof typeof incidents.$inferSelect> = {
  id: 'server',
  client_id: 'server',
  severity: 'server',
  type: 'server',
  description: 'server',
  auto_resolved: 'server',
  resolution: 'last-write',
  detected_at: 'server',
  resolved_at: 'server',
  scope_client_id: 'server',
  status: 'transition',
  fingerprint: 'server',
  owner_id: 'last-write',
  campaign_id: 'server',
  domain_id: 'server',
  acknowledged_at: 'server',
  acknowledged_by: 'server',
  acknowledge_due_at: 'server',
  snoozed_until: 'last-write',
  updated_at: 'server',
};

export const REQUEST_POLICIES: FieldPolicies<keyof typeof requests.$inferSelect> = {
  id: 'server',
  scope_client_id: 'server',
  client_id: 'server',
  channel: 'server',
  kind: 'last-write',
  subject: 'last-write',
  body: 'server',
  status: 'transition',
  decision: 'ask',
  owner_id: 'last-write',
  due_at: 'last-write',
  resolved_at: 'server',
  created_at: 'server',
  updated_at: 'server',
};

export const TASK_POLICIES: FieldPolicies<keyof typeof onboarding_tasks.$inferSelect> = {
  id: 'server',
  scope_client_id: 'server',
  plan_id: 'server',
  position: 'server',
  title: 'last-write',
  status: 'transition',
  automated: 'server',
  owner_id: 'last-write',
  due_date: 'last-write',
  depends_on: 'server',
  blocker: 'last-write',
  completed_at: 'server',
  created_at: 'server',
  updated_at: 'server',
};

export const NOTE_POLICIES: FieldPolicies<keyof typeof notes.$inferSelect> = {
  id: 'server',
  scope_client_id: 'server',
  client_id: 'server',
  entity_type: 'server',
  entity_id: 'server',
  author_id: 'server',
  body: 'last-write',
  pinned: 'last-write',
  deleted_at: 'last-write',
  created_at: 'server',
  updated_at: 'server',
};
