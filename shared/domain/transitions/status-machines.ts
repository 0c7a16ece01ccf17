import { CAMPAIGN_TRANSITIONS } from './campaign-status.ts';
import { CLIENT_TRANSITIONS } from './client-status.ts';
import { INCIDENT_TRANSITIONS } from './incident-status.ts';
import { LEAD_TRANSITIONS } from './lead-status.ts';
import { MEETING_TRANSITIONS } from './meeting-status.ts';
import { REQUEST_TRANSITIONS } from './request-status.ts';
import { TASK_TRANSITIONS } from './task-status.ts';
import type { Transitions } from './transition.ts';

export type StatusMachine = { readonly noun: string; readonly transitions: Transitions<string> };

/** The status machines by table; the noun is for sentences. */
export const STATUS_MACHINES: Readonly<Record<string, StatusMachine>> = {
  clients: { noun: 'client', transitions: CLIENT_TRANSITIONS },
  campaigns: { noun: 'campaign', transitions: CAMPAIGN_TRANSITIONS },
  leads: { noun: 'lead', transitions: LEAD_TRANSITIONS },
  meetings: { noun: 'meeting', transitions: MEETING_TRANSITIONS },
  incidents: { noun: 'incident', transitions: INCIDENT_TRANSITIONS },
  requests: { noun: 'request', transitions: REQUEST_TRANSITIONS },
  onboarding_tasks: { noun: 'task', transitions: TASK_TRANSITIONS },
};
