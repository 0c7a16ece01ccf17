/** Words of the work around clients: incidents, requests, onboarding, messages, reports. */
export const INCIDENT_STATUSES = ['open', 'acknowledged', 'resolved'] as const;
export const REQUEST_STATUSES = ['open', 'waiting', 'done', 'refused'] as const;
export const REQUEST_CHANNELS = ['portal', 'email', 'person'] as const;
export const TASK_STATUSES = ['todo', 'doing', 'blocked', 'done', 'skipped'] as const;
export const PLAN_STATUSES = ['running', 'blocked', 'finished', 'cancelled'] as const;
export const MESSAGE_KINDS = ['sent', 'opened', 'clicked', 'replied', 'bounced', 'unsubscribed'] as const;
export const REPLY_CLASSES = [
  'interested',
  'referral',
  'later',
  'not_now',
  'wrong_person',
  'unsubscribe',
  'out_of_office',
  'angry',
  'unclassified',
] as const;
export const REPORT_STATUSES = ['draft', 'approved', 'sent', 'failed'] as const;
export const EXPERIMENT_STATUSES = ['running', 'winner', 'inconclusive', 'stopped'] as const;
export const VISITOR_STATUSES = ['new', 'prospecting', 'ignored'] as const;
export const ALERT_STATUSES = ['queued', 'sent', 'failed', 'acknowledged', 'resolved'] as const;
export const INVOICE_STATUSES = ['draft', 'open', 'paid', 'void', 'uncollectible'] as const;
export const INVOICE_KINDS = ['subscription', 'meeting_bonus'] as const;
export const GAP_STATUSES = ['open', 'answered', 'dismissed'] as const;
