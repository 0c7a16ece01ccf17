import type { LeadDraft, LeadField } from '../../domain/csv/lead-draft.ts';
import type { LeadValues } from '../../ports/existing-leads.ts';

/** Draft fields that the table holds as text. */
const TEXT_FIELDS = [
  'first_name',
  'last_name',
  'title',
  'company',
  'company_domain',
  'phone',
  'linkedin_url',
  'website',
  'country',
  'city',
  'industry',
] as const satisfies readonly LeadField[];

const MAX_EMPLOYEES = 100_000_000;

/** Where a size that is no single number is kept, as written. */
const SIZE_VARIABLE = 'employee_range';

/** A normalised draft as the columns of the leads table. `email` must have been read. */
export function leadValues(lead: LeadDraft): LeadValues {
  const size = readEmployeeCount(lead.employee_count);
  return {
    email: lead.email ?? '',
    first_name: lead.first_name ?? null,
    last_name: lead.last_name ?? null,
    title: lead.title ?? null,
    company: lead.company ?? null,
    company_domain: lead.company_domain ?? null,
    phone: lead.phone ?? null,
    linkedin_url: lead.linkedin_url ?? null,
    website: lead.website ?? null,
    country: lead.country ?? null,
    city: lead.city ?? null,
    industry: lead.industry ?? null,
    employee_count: size.count,
    custom: size.range === undefined ? { ...lead.custom } : { [SIZE_VARIABLE]: size.range, ...lead.custom },
  };
}

/** A lead of the table as a draft, to be judged again. */
export function draftOfValues(values: LeadValues): LeadDraft {
  const draft: { -readonly [Field in LeadField]?: string } = { email: values.email };
  for (const field of TEXT_FIELDS) {
    const value = values[field];
    if (value !== null && value !== '') draft[field] = value;
  }
  if (values.employee_count !== null) draft.employee_count = String(values.employee_count);
  return Object.keys(values.custom).length === 0 ? draft : { ...draft, custom: values.custom };
}

export type LeadPatch = { -readonly [Field in keyof LeadValues]?: LeadValues[Field] };

/**
 * What an imported row changes in a lead. `fill` writes only where the lead is empty, `overwrite` wherever the
 * row says something else. An empty cell never removes anything, and the address is never replaced by another
 * spelling of the same mailbox. Custom variables are merged one by one.
 */
export function patchOf(
  existing: LeadValues,
  incoming: LeadValues,
  onMatch: 'fill' | 'overwrite',
): LeadPatch {
  const patch: LeadPatch = {};
  const mayWrite = (current: string | number | null | undefined) =>
    onMatch === 'overwrite' || current === null || current === undefined || current === '';
  for (const field of TEXT_FIELDS) {
    const value = incoming[field];
    if (value !== null && value !== existing[field] && mayWrite(existing[field])) patch[field] = value;
  }
  const size = incoming.employee_count;
  if (size !== null && size !== existing.employee_count && mayWrite(existing.employee_count)) {
    patch.employee_count = size;
  }
  const added = Object.entries(incoming.custom).filter(
    ([name, value]) => value !== existing.custom[name] && mayWrite(existing.custom[name]),
  );
  if (added.length > 0) patch.custom = { ...existing.custom, ...Object.fromEntries(added) };
  return patch;
}

/**
 * Reads a company size. `1,200` is a number; of `51-200` and `10,000+` the lower bound is kept as the number
 * and the text as a range.
 */
export function readEmployeeCount(text: string | undefined): {
  readonly count: number | null;
  readonly range?: string;
} {
  if (text === undefined) return { count: null };
  const compact = text.replaceAll(/[,.'’\s]/g, '');
  const number = /^\d+$/.test(compact) ? compact : /^\D{0,12}(\d+)/.exec(compact)?.[1];
  const count = number === undefined ? null : Number(number);
  if (count === null || count > MAX_EMPLOYEES) return { count: null, range: text };
  return number === compact ? { count } : { count, range: text };
}
