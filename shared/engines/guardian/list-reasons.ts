import type { SuppressionEntry } from '../../ports/suppression-lookup.ts';
import type { GuardianContext } from './context.ts';
import type { DomainFacts } from './domain-facts.ts';
import type { Reason } from './verdict.ts';

export type ListSubject = {
  readonly emailKey: string | undefined;
  readonly emailFacts: DomainFacts | undefined;
  readonly companyFacts: DomainFacts | undefined;
};

/** The lists that forbid contact, whatever the address looks like. Every hit is told, not only the first. */
export type ListJudge = (subject: ListSubject, reasons: Reason[]) => void;

/** Domain digests are remembered: a list of leads repeats few domains. */
export function createListJudge(context: GuardianContext): ListJudge {
  const suppressedDomain = domainLookup(context);
  return (subject, reasons) => {
    addSuppression(subject, context, suppressedDomain, reasons);
    addDoNotContact(subject, context, reasons);
    addCompanyLists(subject, context, reasons);
  };
}

function addSuppression(
  subject: ListSubject,
  context: GuardianContext,
  suppressedDomain: (facts: DomainFacts) => SuppressionEntry | undefined,
  reasons: Reason[],
): void {
  if (context.suppression === 'not_loaded') {
    reasons.push(NOT_LOADED);
    return;
  }
  if (subject.emailKey !== undefined) {
    const entry = context.suppression.isSuppressed(context.suppression.emailHmac(subject.emailKey));
    if (entry)
      reasons.push({
        code: 'suppressed_email',
        severity: 'blocked',
        text: `This address is on the ${listName(entry)}.`,
        field: 'email',
      });
  }
  for (const facts of bothDomains(subject)) {
    const entry = suppressedDomain(facts);
    if (entry)
      reasons.push({
        code: 'suppressed_domain',
        severity: 'blocked',
        text: `${facts.domain} is on the ${listName(entry)}.`,
        field: fieldOf(facts, subject),
      });
  }
}

function addDoNotContact(subject: ListSubject, context: GuardianContext, reasons: Reason[]): void {
  const { emailKeys, domains } = context.doNotContact;
  if (subject.emailKey !== undefined && emailKeys.has(subject.emailKey)) {
    reasons.push({
      code: 'do_not_contact_email',
      severity: 'blocked',
      text: 'The client asked not to contact this address.',
      field: 'email',
    });
  }
  for (const facts of bothDomains(subject)) {
    if (!isListed(domains, facts)) continue;
    reasons.push({
      code: 'do_not_contact_domain',
      severity: 'blocked',
      text: `The client asked not to contact ${facts.domain}.`,
      field: fieldOf(facts, subject),
    });
  }
}

function addCompanyLists(subject: ListSubject, context: GuardianContext, reasons: Reason[]): void {
  for (const facts of bothDomains(subject)) {
    const field = fieldOf(facts, subject);
    if (isListed(context.customerDomains, facts)) {
      reasons.push({
        code: 'customer',
        severity: 'blocked',
        text: `${facts.domain} is a customer of the client.`,
        field,
      });
    }
    if (isListed(context.competitorDomains, facts)) {
      reasons.push({
        code: 'competitor',
        severity: 'blocked',
        text: `${facts.domain} is a competitor of the client.`,
        field,
      });
    }
  }
}

function domainLookup(context: GuardianContext): (facts: DomainFacts) => SuppressionEntry | undefined {
  const cache = new Map<string, SuppressionEntry | null>();
  return (facts) => {
    const { suppression } = context;
    if (suppression === 'not_loaded') return undefined;
    let entry = cache.get(facts.domain);
    if (entry === undefined) {
      const find = (domain: string) => suppression.isSuppressed(suppression.domainHmac(domain));
      entry =
        find(facts.domain) ??
        (facts.registrable === facts.domain ? undefined : find(facts.registrable)) ??
        null;
      if (cache.size >= CACHE_LIMIT) cache.clear();
      cache.set(facts.domain, entry);
    }
    return entry ?? undefined;
  };
}

const CACHE_LIMIT = 50_000;

/** A subdomain counts as its owner's: a list names `acme.com`, mail comes from `mail.acme.com`. */
function isListed(domains: ReadonlySet<string>, facts: DomainFacts): boolean {
  return domains.size > 0 && (domains.has(facts.domain) || domains.has(facts.registrable));
}

function bothDomains(subject: ListSubject): readonly DomainFacts[] {
  const { emailFacts, companyFacts } = subject;
  if (emailFacts === undefined) return companyFacts === undefined ? [] : [companyFacts];
  if (companyFacts === undefined || companyFacts.registrable === emailFacts.registrable) return [emailFacts];
  return [emailFacts, companyFacts];
}

function fieldOf(facts: DomainFacts, subject: ListSubject): 'email' | 'company_domain' {
  return facts === subject.emailFacts ? 'email' : 'company_domain';
}

function listName(entry: SuppressionEntry): string {
  const whose = entry.scope === 'global' ? "agency's" : "client's";
  return `${whose} suppression list (${entry.reason.replaceAll('_', ' ')})`;
}

const NOT_LOADED: Reason = {
  code: 'suppression_not_loaded',
  severity: 'unknown',
  text: 'The suppression lists are not on this device yet, so nobody can say whether contact is allowed.',
};
