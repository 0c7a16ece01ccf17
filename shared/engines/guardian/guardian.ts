/**
 * Engine A, Guardian: the part that needs no network.
 *
 * Judges a lead before anyone writes to it: is the address real in form, is the person on a list that forbids
 * contact, does the law of their country allow it. Gives every reason it finds, not the first.
 * Pure: no network, clock, randomness or database; lists and digests come in through the context.
 * Law: a verdict is the highest severity among its reasons; offline verdicts are provisional.
 */
import type { LeadDraft } from '../../domain/csv/lead-draft.ts';
import type { ConsentKind } from './country-law.ts';
import { createCountryJudge, type BasisRecord } from './country-verdict.ts';
import type { GuardianContext } from './context.ts';
import { createDomainReader, type DomainFacts } from './domain-facts.ts';
import { readEmail } from './email-address.ts';
import { addEmailReasons } from './email-reasons.ts';
import { normaliseLead } from './lead-normalise.ts';
import { createListJudge } from './list-reasons.ts';
import type { GuardianPolicy } from './policy.ts';
import {
  bySeverity,
  verdictOf,
  type CheckName,
  type CheckState,
  type LeadCountry,
  type LeadVerification,
  type Reason,
} from './verdict.ts';

/** Changes whenever the same lead may get another verdict; stored with every verification. */
export const GUARDIAN_VERSION = '1.0.0';

/** What the caller knows about a row besides its text. */
export type LeadCircumstances = {
  /** The row of the same file that named this mailbox first. */
  readonly sameAsRow?: number | undefined;
  readonly existsInClient?: boolean;
  readonly consent?: ConsentKind | undefined;
};

export type Guardian = {
  readonly verify: (draft: LeadDraft, circumstances?: LeadCircumstances) => LeadVerification;
};

/**
 * Prepares a Guardian for one client: lists, law table and domain memory are set up once, then `verify` takes a
 * few microseconds per lead. Never throws, whatever the draft contains.
 */
export function createGuardian(context: GuardianContext): Guardian {
  const domainFacts = createDomainReader();
  const judgeLists = createListJudge(context);
  const judgeCountry = createCountryJudge(context.policy);

  function factsOf(domain: string | undefined, emailFacts: DomainFacts | undefined): DomainFacts | undefined {
    if (domain === undefined) return undefined;
    return domain === emailFacts?.domain ? emailFacts : domainFacts(domain);
  }

  function verify(draft: LeadDraft, circumstances: LeadCircumstances = {}): LeadVerification {
    const reasons: Reason[] = [];
    const email = readEmail(draft.email ?? '');
    const { lead, companyDomain, countryCode } = normaliseLead(draft, email, reasons);
    const emailFacts = email.ok ? domainFacts(email.domain) : undefined;
    const companyFacts = factsOf(companyDomain, emailFacts);
    let mailbox: 'person' | 'role' | 'free' = 'person';
    if (email.ok && emailFacts) {
      if (email.cleaned) reasons.push(CLEANED);
      mailbox = addEmailReasons(email.local, emailFacts, context.policy, reasons);
      addDifferentCompany(emailFacts, companyFacts, reasons);
    } else if (!email.ok) {
      reasons.push({ code: email.code, severity: 'invalid', text: email.text, field: 'email' });
    }
    judgeLists({ emailKey: email.ok ? email.key : undefined, emailFacts, companyFacts }, reasons);
    addDuplicates(circumstances, context.policy, reasons);
    const country = countryOf(countryCode, emailFacts, companyFacts, context.policy);
    const basis = judgeCountry({
      country: country?.code ?? null,
      mailbox,
      hasTitle: lead.title !== undefined,
      consent: circumstances.consent,
    });
    addCountryReasons(country, basis, reasons);
    return {
      verdict: verdictOf(reasons),
      provisional: true,
      reasons: bySeverity(reasons),
      lead,
      duplicateKey: email.ok ? email.key : null,
      emailDomain: email.ok ? email.domain : null,
      country,
      basis,
      checks: checksOf(email.ok, context.suppression !== 'not_loaded'),
    };
  }
  return { verify };
}

function checksOf(hasAddress: boolean, hasLists: boolean): LeadVerification['checks'] {
  if (hasLists) return hasAddress ? ALL_OFFLINE : WITHOUT_ADDRESS;
  return { ...(hasAddress ? ALL_OFFLINE : WITHOUT_ADDRESS), suppression: 'not_done' };
}

function addDuplicates(circumstances: LeadCircumstances, policy: GuardianPolicy, reasons: Reason[]): void {
  if (circumstances.sameAsRow !== undefined) {
    reasons.push({
      code: 'duplicate_in_file',
      severity: 'blocked',
      text: `The same mailbox is already in row ${circumstances.sameAsRow} of this list.`,
      field: 'email',
    });
  }
  if (circumstances.existsInClient === true) {
    const severity = policy.duplicate_in_client === 'block' ? 'blocked' : 'info';
    reasons.push({
      code: 'duplicate_in_client',
      severity,
      text: 'The client already has a lead with this mailbox.',
      field: 'email',
    });
  }
}

function countryOf(
  code: string | undefined,
  emailFacts: DomainFacts | undefined,
  companyFacts: DomainFacts | undefined,
  policy: GuardianPolicy,
): LeadCountry | null {
  if (code !== undefined) return { code, source: 'column' };
  const guess = emailFacts?.country ?? companyFacts?.country;
  if (guess !== undefined) return { code: guess, source: 'domain' };
  return policy.default_country === null ? null : { code: policy.default_country, source: 'default' };
}

function addCountryReasons(country: LeadCountry | null, basis: BasisRecord, reasons: Reason[]): void {
  if (country?.source === 'domain') {
    reasons.push({
      code: 'country_guessed',
      severity: 'info',
      text: `The country ${country.code} is guessed from the domain; the list does not say it.`,
      field: 'country',
    });
  }
  if (basis.outcome === 'allow') return;
  const severity = basis.outcome === 'block' ? 'blocked' : 'risky';
  const code =
    country === null ? 'country_unknown' : basis.outcome === 'block' ? 'country_blocked' : 'country_review';
  reasons.push({ code, severity, text: basis.text, field: 'country' });
}

function addDifferentCompany(
  emailFacts: DomainFacts,
  companyFacts: DomainFacts | undefined,
  reasons: Reason[],
): void {
  if (companyFacts === undefined || emailFacts.isFree || companyFacts.registrable === emailFacts.registrable)
    return;
  reasons.push({
    code: 'company_domain_differs',
    severity: 'info',
    text: `The address is at ${emailFacts.registrable}, the company at ${companyFacts.registrable}.`,
    field: 'company_domain',
  });
}

const CLEANED: Reason = {
  code: 'email_cleaned',
  severity: 'info',
  text: 'Spaces, brackets or other text around the address were removed.',
  field: 'email',
};

const ALL_OFFLINE: Readonly<Record<CheckName, CheckState>> = {
  normalise: 'done',
  syntax: 'done',
  suffix: 'done',
  typo: 'done',
  disposable: 'done',
  free_provider: 'done',
  role: 'done',
  suppression: 'done',
  do_not_contact: 'done',
  company_lists: 'done',
  duplicates: 'done',
  country: 'done',
  names: 'done',
  mx: 'not_done',
  mailbox: 'not_done',
  frequency_cap: 'not_done',
};
/** Without a readable address there is nothing to look up, and never will be. */
const WITHOUT_ADDRESS: Readonly<Record<CheckName, CheckState>> = {
  ...ALL_OFFLINE,
  suffix: 'skipped',
  typo: 'skipped',
  disposable: 'skipped',
  free_provider: 'skipped',
  role: 'skipped',
  duplicates: 'skipped',
  mx: 'skipped',
  mailbox: 'skipped',
  frequency_cap: 'skipped',
};
