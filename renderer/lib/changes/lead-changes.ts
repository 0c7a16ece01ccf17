import type { Change } from '../../hooks/use-mutation.ts';
import type { LeadRow } from '../rows/lead-row.ts';
import { leadName } from '../rows/lead-row.ts';
import { inWords } from '../words/vocabulary-words.ts';
import { fieldChange, patchRequest } from './field-change.ts';

/** Fields of a lead that a person edits in place. */
export type LeadField =
  | 'first_name'
  | 'last_name'
  | 'title'
  | 'company'
  | 'company_domain'
  | 'phone'
  | 'linkedin_url'
  | 'website'
  | 'country'
  | 'city'
  | 'industry'
  | 'employee_count'
  | 'status'
  | 'campaign_id'
  | 'labels';

export type LeadPatch = Partial<Pick<LeadRow, LeadField>>;

/** Changes fields of one lead. */
export function changeLead(lead: LeadRow, patch: LeadPatch): Change {
  const before = Object.fromEntries(
    Object.keys(patch).flatMap((field) => (isLeadField(field) ? [[field, lead[field]]] : [])),
  );
  const fields = Object.keys(patch);
  const label = fields.length > 1 ? 'Name' : inWords(fields[0] ?? 'lead').replace(/ id$/, '');
  return fieldChange({
    id: lead.id,
    before,
    after: patch,
    title: `${label} of ${leadName(lead)} changed`,
    request: patchRequest('leads/update', lead.client_id, lead.id),
  });
}

/** Moves one lead to the trash, and back. */
export function trashLead(lead: LeadRow): Change {
  const args = { client_id: lead.client_id, ids: [lead.id] };
  return {
    name: 'leads/delete',
    args,
    undo: { title: `${leadName(lead)} moved to the trash` },
  };
}

const FIELDS: Readonly<Record<LeadField, true>> = {
  first_name: true,
  last_name: true,
  title: true,
  company: true,
  company_domain: true,
  phone: true,
  linkedin_url: true,
  website: true,
  country: true,
  city: true,
  industry: true,
  employee_count: true,
  status: true,
  campaign_id: true,
  labels: true,
};

function isLeadField(field: string): field is LeadField {
  return Object.hasOwn(FIELDS, field);
}
