import { z } from 'zod';

import { CAMPAIGN_STATUSES } from '../../../shared/domain/vocabulary/seed.ts';
import { rowParser } from './row-schema.ts';

/** A row of `campaigns.of-client`. */
const campaignRowSchema = z.object({
  id: z.string(),
  client_id: z.string(),
  campaign_name: z.string(),
  status: z.enum(CAMPAIGN_STATUSES),
  leads_count: z.number().nullable(),
  sequence_count: z.number().nullable(),
  emails_sent: z.number(),
  replies: z.number(),
  bounces: z.number(),
  positive_replies: z.number(),
  meetings_booked: z.number(),
});
export type CampaignRow = z.infer<typeof campaignRowSchema>;
export const parseCampaignRow = rowParser(campaignRowSchema);

/** A row of `campaigns.names`. */
const campaignNameSchema = z.object({
  id: z.string(),
  client_id: z.string(),
  campaign_name: z.string(),
  status: z.enum(CAMPAIGN_STATUSES),
});
export type CampaignName = z.infer<typeof campaignNameSchema>;
export const parseCampaignName = rowParser(campaignNameSchema);

/** A row of `metrics.daily`. */
const dailyMetricSchema = z.object({
  date: z.string(),
  emails_sent: z.number(),
  replies: z.number(),
  positive_replies: z.number(),
  meetings_booked: z.number(),
});
export type DailyMetric = z.infer<typeof dailyMetricSchema>;
export const parseDailyMetric = rowParser(dailyMetricSchema);
