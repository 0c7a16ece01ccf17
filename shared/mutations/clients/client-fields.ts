import { z } from 'zod';
import { CRM_TYPES, PLAN_TYPES } from '../../domain/vocabulary/seed.ts';
import { isTimeZone } from '../../kernel/time.ts';
import { dateOrNull, labelsArgument, optionalText, requiredText } from '../arguments.ts';

const moneyMinor = z.int().min(0).max(1_000_000_000_00);

/** What people may say about a client; the status apart. */
export const clientFacts = {
  company_name: requiredText(300),
  contact_name: optionalText(200),
  contact_email: optionalText(320),
  plan_type: z.enum(PLAN_TYPES),
  start_date: dateOrNull,
  renewal_date: dateOrNull,
  instantly_workspace_id: optionalText(200),
  crm_type: z.enum(CRM_TYPES),
  crm_integration_id: optionalText(200),
  calendly_link: optionalText(500),
  slack_channel_id: optionalText(100),
  industry: optionalText(200),
  website: optionalText(500),
  time_zone: z.string().max(64).refine(isTimeZone, 'is not a time zone such as Europe/Paris'),
  monthly_meeting_target: z.int().min(0).max(10_000).nullable(),
  bonus_minor: moneyMinor,
  currency: z.string().regex(/^[A-Z]{3}$/, 'is not a currency such as USD'),
  labels: labelsArgument,
  settings: z.record(z.string().max(100), z.unknown()),
};
