import { z } from 'zod';
import { optionalText, requiredText } from '../arguments.ts';

const termsArgument = z.array(requiredText(120)).max(200);

export const campaignFacts = {
  campaign_name: requiredText(300),
  icp_description: optionalText(10_000),
  target_industries: termsArgument,
  target_titles: termsArgument,
};
