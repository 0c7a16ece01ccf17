import type { CountryCode } from '../../domain/countries/country-codes.ts';
import type { LeadDraft } from '../../domain/csv/lead-draft.ts';
import type { BasisRecord } from './country-verdict.ts';
import type { ReasonCode } from './reason-codes.ts';

/** From harmless to final. A verdict is the highest severity among its reasons. */
export const SEVERITIES = ['info', 'risky', 'unknown', 'invalid', 'blocked'] as const;
export type Severity = (typeof SEVERITIES)[number];

export type Verdict = 'valid' | 'risky' | 'unknown' | 'invalid' | 'blocked';

export type Reason = {
  readonly code: ReasonCode;
  readonly severity: Severity;
  /** A sentence for people. */
  readonly text: string;
  /** The lead's field it is about, when it is about one. */
  readonly field?: keyof LeadDraft;
};

export type CheckState = 'done' | 'not_done' | 'skipped';

export const CHECKS = [
  'normalise',
  'syntax',
  'suffix',
  'typo',
  'disposable',
  'free_provider',
  'role',
  'suppression',
  'do_not_contact',
  'company_lists',
  'duplicates',
  'country',
  'names',
  'mx',
  'mailbox',
  'frequency_cap',
] as const;
export type CheckName = (typeof CHECKS)[number];

/** `column`: written in the list; `domain`: guessed from the domain's country ending; `default`: the client's policy. */
export type CountrySource = 'column' | 'domain' | 'default';

export type LeadCountry = { readonly code: CountryCode; readonly source: CountrySource };

export type LeadVerification = {
  readonly verdict: Verdict;
  /** Always true offline: the server checks again (mail servers, mailbox, caps, fresh lists) before a push. */
  readonly provisional: true;
  /** Every reason found, most severe first. */
  readonly reasons: readonly Reason[];
  /** The lead with normalised values. `email` is the address to send to; `country` a two-letter code. */
  readonly lead: LeadDraft;
  /** Equal for two spellings of one mailbox; null when the address cannot be read. */
  readonly duplicateKey: string | null;
  readonly emailDomain: string | null;
  readonly country: LeadCountry | null;
  readonly basis: BasisRecord;
  readonly checks: Readonly<Record<CheckName, CheckState>>;
};

const RANK: Readonly<Record<Severity, number>> = { info: 0, risky: 1, unknown: 2, invalid: 3, blocked: 4 };

/** The verdict a set of reasons amounts to; no reasons, or only remarks, is `valid`. */
export function verdictOf(reasons: readonly Reason[]): Verdict {
  let top: Severity = 'info';
  for (const reason of reasons) if (RANK[reason.severity] > RANK[top]) top = reason.severity;
  return top === 'info' ? 'valid' : top;
}

/** Most severe first; equal severities keep the order in which checks ran. */
export function bySeverity(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.length < 2 ? reasons : reasons.toSorted((a, b) => RANK[b.severity] - RANK[a.severity]);
}
