import { z } from 'zod';
import { idArgument } from '../arguments.ts';
import { defineMutation } from '../define.ts';
import { assertIdsFree, assertRefersTo } from '../existing.ts';
import { mayDo } from '../permitted.ts';
import { campaignFacts } from './campaign-fields.ts';

/** Adds a campaign to a client, as a draft. */
export const createCampaign = defineMutation({
  name: 'campaigns/create',
  version: 1,
  args: z.object({
    id: idArgument,
    client_id: idArgument,
    campaign_name: campaignFacts.campaign_name,
    icp_description: campaignFacts.icp_description.default(null),
    target_industries: campaignFacts.target_industries.default([]),
    target_titles: campaignFacts.target_titles.default([]),
  }),
  scope: (args) => args.client_id,
  permission: mayDo('create', 'campaigns'),
  apply: async (store, args, context) => {
    await assertIdsFree(store, 'campaigns', [args.id]);
    await assertRefersTo(store, 'clients', args.client_id, context);
    await store.insert('campaigns', [{ ...args, scope_client_id: args.client_id }]);
    return { entityType: 'campaign', entityId: args.id, summary: `Added the campaign ${args.campaign_name}` };
  },
});
