import type { CountryCode } from '../../domain/countries/country-codes.ts';

/** What a recipient's consent rests on, when the agency has evidence of one. */
export const CONSENT_KINDS = ['express', 'existing_customer', 'published_address'] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];

export type CountryOutcome = 'allow' | 'review' | 'block';

export type CountryLaw = {
  /** Outcome for a person's mailbox at a company, without evidence of consent. */
  readonly outcome: CountryOutcome;
  readonly law: string;
  /** Recorded with the lead as the basis of the decision. */
  readonly basis: string;
  /** Evidence that turns the outcome into `allow`. Express consent always does. */
  readonly liftedBy: readonly ConsentKind[];
  /** Outcome for a free mailbox, where the law treats private people and sole traders apart. */
  readonly freeMailbox?: CountryOutcome;
  /** Outcome for a role mailbox, where only named people are protected. */
  readonly roleMailbox?: CountryOutcome;
  /** Without a title the relevance to the recipient's role cannot be shown. */
  readonly needsTitle?: true;
};

const LEGITIMATE_INTEREST =
  'GDPR Art. 6(1)(f) legitimate interest: source, relevance to the role and objection handling recorded; notice (Art. 14) with the first contact.';

function optIn(law: string): CountryLaw {
  return {
    outcome: 'block',
    law,
    basis: `${law}: e-mail advertising needs prior consent, between businesses too. None is recorded.`,
    liftedBy: ['existing_customer'],
  };
}

function relevantToRole(law: string): CountryLaw {
  return {
    outcome: 'allow',
    law,
    basis: `${law}: business address, offer relevant to the recipient's role, opt-out in every message. ${LEGITIMATE_INTEREST}`,
    liftedBy: [],
    freeMailbox: 'review',
    needsTitle: true,
  };
}

function review(law: string): CountryLaw {
  return {
    outcome: 'review',
    law,
    basis: `${law}: rules for messages to companies differ from those for people; a person decides. ${LEGITIMATE_INTEREST}`,
    liftedBy: ['existing_customer'],
  };
}

const EPRIVACY = 'ePrivacy Directive Art. 13 as enacted nationally';

/**
 * First-contact e-mail to businesses, by country of the recipient. A starting point for the client's own
 * counsel, not advice: policies may override any row with a recorded reason.
 */
export const COUNTRY_LAWS: Readonly<Record<CountryCode, CountryLaw>> = {
  US: {
    outcome: 'allow',
    law: 'CAN-SPAM Act; CCPA/CPRA',
    basis:
      'CAN-SPAM: opt-out regime, true headers, postal address, opt-outs honoured within 10 business days. CCPA covers business contacts in California: deletion and opt-out requests are honoured.',
    liftedBy: [],
  },
  CA: {
    outcome: 'block',
    law: 'CASL',
    basis:
      'CASL: needs consent. Implied consent rests on evidence: an address published without a “no messages” note and relevant to the role, or business within 2 years. None is recorded.',
    liftedBy: ['existing_customer', 'published_address'],
  },
  GB: {
    outcome: 'allow',
    law: 'PECR reg. 22; UK GDPR',
    basis: `PECR: corporate subscribers may be mailed with opt-out; sole traders and partnerships need consent. UK ${LEGITIMATE_INTEREST}`,
    liftedBy: ['existing_customer'],
    freeMailbox: 'block',
  },
  DE: optIn('UWG §7(2) no. 2'),
  AT: optIn('TKG 2021 §174'),
  IT: optIn('Codice Privacy Art. 130'),
  DK: optIn('Markedsføringsloven §10'),
  NL: { ...optIn('Telecommunicatiewet Art. 11.7'), liftedBy: ['existing_customer', 'published_address'] },
  BE: { ...optIn('Code de droit économique Art. XII.13'), roleMailbox: 'review' },
  HR: optIn('Zakon o elektroničkim komunikacijama'),
  RO: optIn('Legea 506/2004 Art. 12'),
  ES: optIn('LSSI Art. 21'),
  PL: optIn('Prawo komunikacji elektronicznej Art. 398'),
  CH: optIn('UWG (CH) Art. 3(1)(o)'),
  FR: relevantToRole('CPCE Art. L34-5'),
  FI: relevantToRole('Laki sähköisen viestinnän palveluista §202'),
  IE: relevantToRole('S.I. 336/2011 reg. 13'),
  ...Object.fromEntries(
    [
      'SE',
      'PT',
      'LU',
      'EE',
      'HU',
      'BG',
      'CY',
      'CZ',
      'GR',
      'LV',
      'LT',
      'MT',
      'SK',
      'SI',
      'NO',
      'IS',
      'LI',
    ].map((code) => [code, review(EPRIVACY)] as const),
  ),
};
