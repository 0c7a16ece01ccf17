import type { campaigns } from '../../schema/campaigns.ts';
import type { FieldPolicies } from './policy.ts';

export const CAMPAIGN_POLICIES: FieldPolicies<keyof typeof campaigns.$inferSelect> = {
  id: 'server',
  client_id: 'server',
  campaign_name: 'ask',
  instantly_campaign_id: 'server',
  status: 'transition',
  icp_description: 'ask',
  target_industries: 'merge-set',
  target_titles: 'merge-set',
  sequence_count: 'server',
  leads_count: 'server',
  created_at: 'server',
  updated_at: 'server',
  scope_client_id: 'server',
  archived: 'last-write',
};
