import { z } from 'zod';

import {
  CLIENT_STATUSES,
  CRM_TYPES,
  PLAN_TYPES,
  RISK_LEVELS,
} from '../../../shared/domain/vocabulary/seed.ts';
import { rowParser } from './row-schema.ts';

/** A row of `clients.list`. */
const clientRowSchema = z.object({
  id: z.string(),
  client_id: z.string(),
  company_name: z.string(),
  contact_name: z.string().nullable(),
  contact_email: z.string().nullable(),
  plan_type: z.enum(PLAN_TYPES),
  status: z.enum(CLIENT_STATUSES),
  renewal_date: z.string().nullable(),
  crm_type: z.enum(CRM_TYPES),
  industry: z.string().nullable(),
  website: z.string().nullable(),
  time_zone: z.string(),
  monthly_meeting_target: z.number().nullable(),
  labels: z.array(z.string()),
  score: z.number().nullable(),
  previous_score: z.number().nullable(),
  risk_level: z.enum(RISK_LEVELS).nullable(),
  meetings_month: z.number(),
  incidents_open: z.number(),
  managers: z.string().nullable(),
});
export type ClientRow = z.infer<typeof clientRowSchema>;
export const parseClientRow = rowParser(clientRowSchema);

/** The row of `clients.detail`. */
const clientDetailSchema = z.object({
  id: z.string(),
  client_id: z.string(),
  company_name: z.string(),
  contact_name: z.string().nullable(),
  contact_email: z.string().nullable(),
  plan_type: z.enum(PLAN_TYPES),
  status: z.enum(CLIENT_STATUSES),
  start_date: z.string().nullable(),
  renewal_date: z.string().nullable(),
  crm_type: z.enum(CRM_TYPES),
  calendly_link: z.string().nullable(),
  slack_channel_id: z.string().nullable(),
  industry: z.string().nullable(),
  website: z.string().nullable(),
  time_zone: z.string(),
  monthly_meeting_target: z.number().nullable(),
  bonus_minor: z.number(),
  currency: z.string(),
  labels: z.array(z.string()),
  archived: z.boolean(),
  deleted_at: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
  managers: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type ClientDetail = z.infer<typeof clientDetailSchema>;
export const parseClientDetail = rowParser(clientDetailSchema);

/** A row of `clients.names`. */
const clientNameSchema = z.object({
  id: z.string(),
  client_id: z.string(),
  company_name: z.string(),
  status: z.enum(CLIENT_STATUSES),
});
export type ClientName = z.infer<typeof clientNameSchema>;
export const parseClientName = rowParser(clientNameSchema);
