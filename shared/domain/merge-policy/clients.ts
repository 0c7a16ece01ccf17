import type { client_assignments, clients } from '../../schema/clients.ts';
import type { FieldPolicies } from './policy.ts';

export const CLIENT_POLICIES: FieldPolicies<keyof typeof clients.$inferSelect> = {
  id: 'server',
  client_id: 'server',
  company_name: 'ask',
  contact_name: 'ask',
  contact_email: 'ask',
  plan_type: 'ask',
  status: 'transition',
  start_date: 'ask',
  renewal_date: 'ask',
  instantly_workspace_id: 'last-write',
  crm_type: 'ask',
  crm_integration_id: 'last-write',
  calendly_link: 'last-write',
  slack_channel_id: 'last-write',
  created_at: 'server',
  updated_at: 'server',
  scope_client_id: 'server',
  industry: 'last-write',
  website: 'last-write',
  time_zone: 'last-write',
  monthly_meeting_target: 'ask',
  bonus_minor: 'ask',
  currency: 'ask',
  labels: 'merge-set',
  settings: 'last-write',
  archived: 'last-write',
  deleted_at: 'last-write',
};

export const CLIENT_ASSIGNMENT_POLICIES: FieldPolicies<keyof typeof client_assignments.$inferSelect> = {
  id: 'server',
  scope_client_id: 'server',
  client_id: 'server',
  user_id: 'server',
  created_at: 'server',
};
