import type { MutableTableName } from '../../schema/registry.ts';

/** What a note can stand beside, and where that lives. */
export const NOTE_ENTITIES = {
  client: 'clients',
  lead: 'leads',
  campaign: 'campaigns',
  meeting: 'meetings',
  incident: 'incidents',
  request: 'requests',
  domain: 'domains',
  onboarding_task: 'onboarding_tasks',
  report: 'reports',
} as const satisfies Record<string, MutableTableName>;
