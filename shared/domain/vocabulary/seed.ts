/** The seed document's enumerations, word for word. The database enums, zod rows and screens all read these lists. */
export const PLAN_TYPES = ['founding_partner', 'official'] as const;
export const CLIENT_STATUSES = ['onboarding', 'active', 'paused', 'churned'] as const;
export const CRM_TYPES = ['hubspot', 'salesforce', 'pipedrive', 'none'] as const;
export const CAMPAIGN_STATUSES = ['draft', 'warming', 'active', 'paused', 'completed'] as const;
export const MEETING_STATUSES = ['scheduled', 'completed', 'no_show', 'cancelled'] as const;
export const DOMAIN_STATUSES = ['warming', 'active', 'flagged', 'retired'] as const;
export const SEVERITIES = ['P1', 'P2', 'P3', 'P4'] as const;
export const RISK_LEVELS = ['healthy', 'at_risk', 'critical'] as const;

export type PlanType = (typeof PLAN_TYPES)[number];
export type ClientStatus = (typeof CLIENT_STATUSES)[number];
export type CrmType = (typeof CRM_TYPES)[number];
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];
export type MeetingStatus = (typeof MEETING_STATUSES)[number];
export type DomainStatus = (typeof DOMAIN_STATUSES)[number];
export type Severity = (typeof SEVERITIES)[number];
export type RiskLevel = (typeof RISK_LEVELS)[number];
