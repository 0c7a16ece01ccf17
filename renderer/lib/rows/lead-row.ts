import { z } from 'zod';

import { LEAD_SOURCES, LEAD_STATUSES, VERDICTS } from '../../../shared/domain/vocabulary/leads.ts';
import { rowParser } from './row-schema.ts';

/** A row of `leads.list`. */
const leadRowSchema = z.object({
  id: z.string(),
  client_id: z.string(),
  client_name: z.string().nullable(),
  campaign_id: z.string().nullable(),
  email: z.string(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  title: z.string().nullable(),
  company: z.string().nullable(),
  company_domain: z.string().nullable(),
  phone: z.string().nullable(),
  linkedin_url: z.string().nullable(),
  website: z.string().nullable(),
  country: z.string().nullable(),
  city: z.string().nullable(),
  industry: z.string().nullable(),
  employee_count: z.number().nullable(),
  source: z.enum(LEAD_SOURCES),
  status: z.enum(LEAD_STATUSES),
  verdict: z.enum(VERDICTS),
  verdict_reasons: z.array(z.string()),
  verdict_provisional: z.boolean(),
  last_contacted_at: z.string().nullable(),
  labels: z.array(z.string()),
  created_at: z.string(),
});
export type LeadRow = z.infer<typeof leadRowSchema>;
export const parseLeadRow = rowParser(leadRowSchema);

/** The row of `leads.detail`: everything about one lead. */
const leadDetailSchema = leadRowSchema.extend({
  campaign_name: z.string().nullable(),
  custom: z.record(z.string(), z.string()).catch({}),
  verified_at: z.string().nullable(),
  updated_at: z.string(),
  deleted_at: z.string().nullable(),
  import_file: z.string().nullable(),
});
export type LeadDetail = z.infer<typeof leadDetailSchema>;
export const parseLeadDetail = rowParser(leadDetailSchema);

/** A row of `leads.bulk`. */
const leadBulkSchema = leadRowSchema.pick({
  id: true,
  client_id: true,
  status: true,
  campaign_id: true,
  labels: true,
});
export type LeadBulkRow = z.infer<typeof leadBulkSchema>;
export const parseLeadBulkRow = rowParser(leadBulkSchema);

/** How a lead is called: its name, or its address when it has none. */
export function leadName(lead: Pick<LeadRow, 'first_name' | 'last_name' | 'email'>): string {
  const name = [lead.first_name, lead.last_name].filter((part) => part !== null && part !== '').join(' ');
  return name === '' ? lead.email : name;
}
