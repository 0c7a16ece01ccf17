import { parseCountry } from '../../domain/countries/country-names.ts';
import type { LeadDraft, LeadField } from '../../domain/csv/lead-draft.ts';
import { readDomain, readLinkedin, readPhone } from './contact-links.ts';
import type { ReadEmail } from './email-address.ts';
import { readName } from './person-name.ts';
import type { Reason } from './verdict.ts';
import { cleanText } from '../../domain/csv/clean-text.ts';

export type NormalisedLead = {
  readonly lead: LeadDraft;
  /** From the website or company column; undefined when neither has one. */
  readonly companyDomain: string | undefined;
  readonly countryCode: string | undefined;
};

/** Plain text columns, kept as cleaned text. */
const TEXT_FIELDS = [
  'company',
  'title',
  'city',
  'industry',
  'employee_count',
  'website',
] as const satisfies readonly LeadField[];

/** Cleans every field of a draft and says what could not be read. Values that cannot be read stay as given. */
export function normaliseLead(draft: LeadDraft, email: ReadEmail, reasons: Reason[]): NormalisedLead {
  const lead: { -readonly [Field in LeadField]?: string } & { custom?: Readonly<Record<string, string>> } =
    {};
  const address = email.ok ? email.address : cleanText(draft.email);
  if (address !== undefined) lead.email = address;
  addName(lead, 'first_name', draft.first_name, reasons);
  addName(lead, 'last_name', draft.last_name, reasons);
  if (lead.first_name === undefined && lead.last_name === undefined) reasons.push(NO_NAME);
  for (const field of TEXT_FIELDS) {
    const value = cleanText(draft[field]);
    if (value !== undefined) lead[field] = value;
  }
  const companyDomain = addCompanyDomain(lead, draft, reasons);
  addReadable(lead, 'phone', draft.phone, readPhone, PHONE_UNREADABLE, reasons);
  addReadable(lead, 'linkedin_url', draft.linkedin_url, readLinkedin, LINKEDIN_UNREADABLE, reasons);
  const countryCode = addCountry(lead, draft.country, reasons);
  if (draft.custom !== undefined) lead.custom = draft.custom;
  return { lead, companyDomain, countryCode };
}

type Writable = { -readonly [Field in LeadField]?: string };

function addName(
  lead: Writable,
  field: 'first_name' | 'last_name',
  raw: string | undefined,
  reasons: Reason[],
): void {
  const name = readName(raw);
  if (name.value === undefined) return;
  lead[field] = name.value;
  if (name.odd !== undefined) reasons.push({ code: 'name_odd', severity: 'risky', text: name.odd, field });
  if (name.caseChanged) {
    reasons.push({
      code: 'name_case_changed',
      severity: 'info',
      text: `“${raw ?? ''}” is now written “${name.value}”.`,
      field,
    });
  }
}

function addCompanyDomain(lead: Writable, draft: LeadDraft, reasons: Reason[]): string | undefined {
  const written = cleanText(draft.company_domain);
  let domain = written === undefined ? undefined : readDomain(written);
  if (written !== undefined && domain === undefined) {
    reasons.push(DOMAIN_UNREADABLE);
    lead.company_domain = written;
  }
  if (domain === undefined && lead.website !== undefined) domain = readDomain(lead.website);
  if (domain !== undefined) lead.company_domain = domain;
  return domain;
}

function addReadable(
  lead: Writable,
  field: 'phone' | 'linkedin_url',
  raw: string | undefined,
  read: (text: string) => string | undefined,
  problem: Reason,
  reasons: Reason[],
): void {
  const text = cleanText(raw);
  if (text === undefined) return;
  const value = read(text);
  lead[field] = value ?? text;
  if (value === undefined) reasons.push(problem);
}

function addCountry(lead: Writable, raw: string | undefined, reasons: Reason[]): string | undefined {
  const text = cleanText(raw);
  if (text === undefined) return undefined;
  const code = parseCountry(text);
  lead.country = code ?? text;
  if (code === undefined) {
    reasons.push({
      code: 'country_unreadable',
      severity: 'info',
      text: `“${text.slice(0, 60)}” is not a country we know.`,
      field: 'country',
    });
  }
  return code;
}

const NO_NAME: Reason = {
  code: 'name_missing',
  severity: 'info',
  text: 'There is no first or last name: personalised lines will use their fallback.',
};
const PHONE_UNREADABLE: Reason = {
  code: 'phone_unreadable',
  severity: 'info',
  text: 'The telephone number could not be read and is kept as written.',
  field: 'phone',
};
const LINKEDIN_UNREADABLE: Reason = {
  code: 'linkedin_unreadable',
  severity: 'info',
  text: 'The LinkedIn address could not be read and is kept as written.',
  field: 'linkedin_url',
};
const DOMAIN_UNREADABLE: Reason = {
  code: 'company_domain_unreadable',
  severity: 'info',
  text: 'The company domain could not be read and is kept as written.',
  field: 'company_domain',
};
