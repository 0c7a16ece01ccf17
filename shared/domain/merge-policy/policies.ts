import type { MutableTableName } from '../../schema/registry.ts';
import { CAMPAIGN_POLICIES } from './campaigns.ts';
import { CLIENT_ASSIGNMENT_POLICIES, CLIENT_POLICIES } from './clients.ts';
import { DOMAIN_POLICIES, MEETING_POLICIES } from './delivery.ts';
import { LEAD_IMPORT_POLICIES, LEAD_POLICIES, SUPPRESSION_POLICIES } from './leads.ts';
import { SAVED_VIEW_POLICIES, USER_POLICIES } from './people.ts';
import type { MergePolicy } from './policy.ts';
import { INCIDENT_POLICIES, NOTE_POLICIES, REQUEST_POLICIES, TASK_POLICIES } from './work.ts';

/** Tables that people write. Every column has a policy, or it does not compile. */
const POLICIES: Partial<Record<MutableTableName, Readonly<Record<string, MergePolicy>>>> = {
  clients: CLIENT_POLICIES,
  client_assignments: CLIENT_ASSIGNMENT_POLICIES,
  campaigns: CAMPAIGN_POLICIES,
  leads: LEAD_POLICIES,
  lead_imports: LEAD_IMPORT_POLICIES,
  suppressions: SUPPRESSION_POLICIES,
  meetings: MEETING_POLICIES,
  domains: DOMAIN_POLICIES,
  incidents: INCIDENT_POLICIES,
  requests: REQUEST_POLICIES,
  onboarding_tasks: TASK_POLICIES,
  notes: NOTE_POLICIES,
  users: USER_POLICIES,
  saved_views: SAVED_VIEW_POLICIES,
};

/** The policy of one field; tables and fields that nobody decided about are the server's. */
export function mergePolicyOf(table: MutableTableName, field: string): MergePolicy {
  return POLICIES[table]?.[field] ?? 'server';
}
