export const LEAD_STATUSES = [
  'new',
  'ready',
  'contacted',
  'replied',
  'interested',
  'meeting_booked',
  'not_interested',
  'bounced',
  'unsubscribed',
] as const;
export const LEAD_SOURCES = ['csv', 'apollo', 'zoominfo', 'visitor', 'hunter', 'manual'] as const;
/** Guardian's verdicts; `unverified` is a lead Guardian has not seen yet. */
export const VERDICTS = ['unverified', 'valid', 'risky', 'invalid', 'unknown', 'blocked'] as const;
export const IMPORT_STATUSES = ['running', 'finished', 'cancelled', 'failed'] as const;
export const SUPPRESSION_KINDS = ['email', 'domain'] as const;

export type LeadStatus = (typeof LEAD_STATUSES)[number];
export type LeadSource = (typeof LEAD_SOURCES)[number];
export type Verdict = (typeof VERDICTS)[number];
export type ImportStatus = (typeof IMPORT_STATUSES)[number];
export type SuppressionKind = (typeof SUPPRESSION_KINDS)[number];
