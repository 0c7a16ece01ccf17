import type { domains, meetings } from '../../schema/delivery.ts';
import type { FieldPolicies } from './policy.ts';

export const MEETING_POLICIES: FieldPolicies<keyof typeof meetings.$inferSelect> = {
  id: 'server',
  client_id: 'server',
  campaign_id: 'server',
  prospect_email: 'server',
  prospect_name: 'last-write',
  prospect_company: 'last-write',
  prospect_title: 'last-write',
  meeting_datetime: 'ask',
  calendly_event_id: 'server',
  status: 'transition',
  // Decides an invoice: two people who disagree must be asked.
  qualified: 'ask',
  bonus_invoiced: 'server',
  created_at: 'server',
  scope_client_id: 'server',
  lead_id: 'server',
};

export const DOMAIN_POLICIES: FieldPolicies<keyof typeof domains.$inferSelect> = {
  id: 'server',
  client_id: 'server',
  domain_name: 'server',
  status: 'last-write',
  spf_status: 'server',
  dkim_status: 'server',
  dmarc_status: 'server',
  warmup_start_date: 'last-write',
  warmup_complete_date: 'last-write',
  last_health_check: 'server',
  blacklist_status: 'server',
  scope_client_id: 'server',
};
