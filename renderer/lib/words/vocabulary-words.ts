/** The product's closed vocabularies in people's words. */
import type { LeadSource, LeadStatus } from '../../../shared/domain/vocabulary/leads.ts';
import type {
  CampaignStatus,
  ClientStatus,
  CrmType,
  DomainStatus,
  MeetingStatus,
  PlanType,
} from '../../../shared/domain/vocabulary/seed.ts';
import type { REPLY_CLASSES, TASK_STATUSES } from '../../../shared/domain/vocabulary/work.ts';
import type { SelectOption } from '../../ui/select.tsx';

type Words<Value extends string> = Readonly<Record<Value, string>>;

export const LEAD_STATUS_WORDS: Words<LeadStatus> = {
  new: 'New',
  ready: 'Ready',
  contacted: 'Contacted',
  replied: 'Replied',
  interested: 'Interested',
  meeting_booked: 'Meeting booked',
  not_interested: 'Not interested',
  bounced: 'Bounced',
  unsubscribed: 'Unsubscribed',
};

export const LEAD_SOURCE_WORDS: Words<LeadSource> = {
  csv: 'CSV',
  apollo: 'Apollo',
  zoominfo: 'ZoomInfo',
  visitor: 'Website visitor',
  hunter: 'Hunter',
  manual: 'By hand',
};

export const CLIENT_STATUS_WORDS: Words<ClientStatus> = {
  onboarding: 'Onboarding',
  active: 'Active',
  paused: 'Paused',
  churned: 'Churned',
};

export const PLAN_WORDS: Words<PlanType> = { founding_partner: 'Founding partner', official: 'Official' };

export const CRM_WORDS: Words<CrmType> = {
  hubspot: 'HubSpot',
  salesforce: 'Salesforce',
  pipedrive: 'Pipedrive',
  none: 'None',
};

export const CAMPAIGN_STATUS_WORDS: Words<CampaignStatus> = {
  draft: 'Draft',
  warming: 'Warming',
  active: 'Active',
  paused: 'Paused',
  completed: 'Completed',
};

export const MEETING_STATUS_WORDS: Words<MeetingStatus> = {
  scheduled: 'Scheduled',
  completed: 'Held',
  no_show: 'No-show',
  cancelled: 'Cancelled',
};

export const DOMAIN_STATUS_WORDS: Words<DomainStatus> = {
  warming: 'Warming',
  active: 'Active',
  flagged: 'Flagged',
  retired: 'Retired',
};

export const TASK_STATUS_WORDS: Words<(typeof TASK_STATUSES)[number]> = {
  todo: 'To do',
  doing: 'Doing',
  blocked: 'Blocked',
  done: 'Done',
  skipped: 'Skipped',
};

export const REPLY_CLASS_WORDS: Words<(typeof REPLY_CLASSES)[number]> = {
  interested: 'Interested',
  referral: 'Referral',
  later: 'Later',
  not_now: 'Not now',
  wrong_person: 'Wrong person',
  unsubscribe: 'Unsubscribe',
  out_of_office: 'Out of office',
  angry: 'Angry',
  unclassified: 'Not classified',
};

/** A vocabulary as the options of a select, in its own order. */
export function optionsOf<Value extends string>(words: Words<Value>): readonly SelectOption<Value>[] {
  return Object.keys(words).flatMap((key) => (isKey(words, key) ? [{ value: key, label: words[key] }] : []));
}

/** The word for a value that may come from a newer server: unknown ones are shown as they are. */
export function wordFor<Value extends string>(words: Words<Value>, value: string): string {
  return isKey(words, value) ? words[value] : inWords(value);
}

/** `bounce_rate` → "Bounce rate". */
export function inWords(code: string): string {
  const text = code.replaceAll(/[_-]/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isKey<Value extends string>(words: Words<Value>, key: string): key is Value {
  return Object.hasOwn(words, key);
}
