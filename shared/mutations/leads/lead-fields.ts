import { z } from 'zod';
import { LEAD_STATUSES } from '../../domain/vocabulary/leads.ts';
import { idOrNull, labelsArgument, optionalText, requiredText } from '../arguments.ts';

/** What a person may say about a lead besides its address. */
export const leadFacts = {
  first_name: optionalText(200),
  last_name: optionalText(200),
  title: optionalText(300),
  company: optionalText(300),
  company_domain: optionalText(253),
  phone: optionalText(60),
  linkedin_url: optionalText(500),
  website: optionalText(500),
  country: optionalText(100),
  city: optionalText(200),
  industry: optionalText(200),
  employee_count: z.int().min(0).max(100_000_000).nullable(),
  custom: z.record(z.string().min(1).max(60), z.string().max(2_000)),
};

export const leadAddress = {
  email: requiredText(320),
  /** Guardian's key for "the same mailbox". Travels with the address it was made from. */
  email_key: requiredText(330),
};

export const leadChoices = {
  status: z.enum(LEAD_STATUSES),
  campaign_id: idOrNull,
  labels: labelsArgument,
};

/** Names a lead in a sentence. */
export function leadName(lead: {
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string;
}): string {
  const name = [lead.first_name, lead.last_name].filter((part) => part).join(' ');
  return name === '' ? lead.email : name;
}
