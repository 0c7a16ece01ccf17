import type { DomainFacts } from './domain-facts.ts';
import type { GuardianPolicy } from './policy.ts';
import { roleOf } from './role-accounts.ts';
import type { Reason, Severity } from './verdict.ts';

const RESERVED_SEVERITY = { allow: 'info', review: 'risky', refuse: 'invalid' } as const satisfies Record<
  string,
  Severity
>;

const SEVERITY_OF = { allow: 'info', review: 'risky', block: 'blocked' } as const satisfies Record<
  string,
  Severity
>;

/** What an address and its domain tell by themselves: ending, spelling, kind of mailbox. */
export function addEmailReasons(
  local: string,
  facts: DomainFacts,
  policy: GuardianPolicy,
  reasons: Reason[],
): 'person' | 'role' | 'free' {
  addSuffix(facts, policy, reasons);
  addTypo(facts, reasons);
  if (facts.isDisposable) {
    reasons.push({
      code: 'disposable_domain',
      severity: 'invalid',
      text: `${facts.domain} gives out throw-away mailboxes.`,
      field: 'email',
    });
  }
  if (facts.isFree) {
    reasons.push({
      code: 'free_provider',
      severity: SEVERITY_OF[policy.free_provider],
      text: `${facts.domain} is a free mailbox provider, not a company's domain.`,
      field: 'email',
    });
  }
  const role = roleOf(local);
  if (role === 'never') {
    reasons.push({
      code: 'no_reply_mailbox',
      severity: 'invalid',
      text: `Nobody reads ${local}@: it is a technical mailbox.`,
      field: 'email',
    });
  } else if (role === 'role') {
    reasons.push({
      code: 'role_account',
      severity: SEVERITY_OF[policy.role_account],
      text: `${local}@ is a function's mailbox, not a person's.`,
      field: 'email',
    });
  }
  if (hasInternationalLetters(local)) reasons.push(INTERNATIONAL_LOCAL_PART);
  return facts.isFree ? 'free' : role === 'person' ? 'person' : 'role';
}

function addSuffix(facts: DomainFacts, policy: GuardianPolicy, reasons: Reason[]): void {
  if (facts.suffix === 'known') return;
  if (facts.suffix === 'reserved') {
    reasons.push({
      code: 'domain_reserved',
      severity: RESERVED_SEVERITY[policy.reserved_domain],
      text: `${facts.domain} is reserved for tests and documentation; no mail arrives there.`,
      field: 'email',
    });
  } else if (facts.suffix === 'unknown') {
    reasons.push({
      code: 'domain_suffix_unknown',
      severity: 'invalid',
      text: `There is no domain ending “.${facts.ending}”.`,
      field: 'email',
    });
  } else {
    reasons.push({
      code: 'domain_is_suffix',
      severity: 'invalid',
      text: `${facts.domain} is a public ending, not somebody's domain.`,
      field: 'email',
    });
  }
}

function addTypo(facts: DomainFacts, reasons: Reason[]): void {
  if (facts.typo === undefined) return;
  const { suggestion, certainty } = facts.typo;
  if (certainty === 'certain') {
    reasons.push({
      code: 'domain_misspelled',
      severity: 'invalid',
      text: `${facts.domain} is a misspelling: did you mean ${suggestion}?`,
      field: 'email',
    });
  } else {
    reasons.push({
      code: 'domain_looks_misspelled',
      severity: 'risky',
      text: `${facts.domain} is one keystroke from ${suggestion}: did you mean that?`,
      field: 'email',
    });
  }
}

function hasInternationalLetters(local: string): boolean {
  for (let index = 0; index < local.length; index += 1) if (local.charCodeAt(index) > 127) return true;
  return false;
}

const INTERNATIONAL_LOCAL_PART: Reason = {
  code: 'local_part_international',
  severity: 'risky',
  text: 'The part before the @ has letters beyond English ones; many mail systems cannot deliver it.',
  field: 'email',
};
