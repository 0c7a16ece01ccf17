import { z } from 'zod';
import { CAMPAIGN_STATUSES } from '../../domain/vocabulary/seed.ts';
import { patchOf } from '../arguments.ts';
import { defineFieldUpdate } from '../define-field-update.ts';
import { campaignFacts } from './campaign-fields.ts';

/** Changes campaigns: name, audience, status, archive. */
export const updateCampaigns = defineFieldUpdate({
  name: 'campaigns/update',
  table: 'campaigns',
  noun: 'campaign',
  entityType: 'campaign',
  patch: patchOf({ ...campaignFacts, status: z.enum(CAMPAIGN_STATUSES), archived: z.boolean() }),
  nameOf: (campaign) => campaign.campaign_name,
});
