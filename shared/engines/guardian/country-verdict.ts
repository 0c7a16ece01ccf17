import type { CountryCode } from '../../domain/countries/country-codes.ts';
import { countryName } from '../../domain/countries/country-names.ts';
import { COUNTRY_LAWS, type ConsentKind, type CountryLaw, type CountryOutcome } from './country-law.ts';
import type { GuardianPolicy } from './policy.ts';

/** Why a message to this lead is or is not allowed; stored with the lead as evidence. */
export type BasisRecord = {
  readonly country: CountryCode | null;
  readonly outcome: CountryOutcome;
  readonly law: string;
  readonly text: string;
  /** `law`: the table; `policy`: the client's override; `consent`: evidence given with the lead. */
  readonly decidedBy: 'law' | 'policy' | 'consent';
};

export type CountryQuestion = {
  readonly country: CountryCode | null;
  readonly mailbox: 'person' | 'role' | 'free';
  readonly hasTitle: boolean;
  readonly consent: ConsentKind | undefined;
};

export type CountryJudge = (question: CountryQuestion) => BasisRecord;

/** Applies the law table with a client's overrides. Answers are shared objects: few distinct ones exist. */
export function createCountryJudge(policy: GuardianPolicy): CountryJudge {
  const cache = new Map<string, BasisRecord>();
  return (question) => {
    const key = `${question.country ?? ''}|${question.mailbox}|${question.hasTitle ? 1 : 0}|${question.consent ?? ''}`;
    let record = cache.get(key);
    if (record === undefined) cache.set(key, (record = judgeCountry(question, policy)));
    return record;
  };
}

/** One decision: express consent, then the client's override, then the law of the country. */
export function judgeCountry(question: CountryQuestion, policy: GuardianPolicy): BasisRecord {
  const { country, consent } = question;
  if (consent === 'express') {
    return {
      country,
      outcome: 'allow',
      law: 'Consent',
      text: 'Express consent is recorded with the lead.',
      decidedBy: 'consent',
    };
  }
  if (country === null) return unknownCountry(policy);
  const override = policy.countries[country];
  if (override) {
    return {
      country,
      outcome: override.outcome,
      law: 'Client policy',
      text: override.basis,
      decidedBy: 'policy',
    };
  }
  const law = COUNTRY_LAWS[country];
  if (law === undefined) {
    return {
      country,
      outcome: 'review',
      law: 'No rule on file',
      text: `No rule is on file for ${countryName(country)}: a person decides.`,
      decidedBy: 'law',
    };
  }
  if (consent !== undefined && law.liftedBy.includes(consent)) {
    const evidence =
      consent === 'existing_customer' ? 'an existing business relationship' : 'a published business address';
    return {
      country,
      outcome: 'allow',
      law: law.law,
      text: `${law.law}: allowed by ${evidence}.`,
      decidedBy: 'consent',
    };
  }
  return byLaw(country, law, question);
}

function byLaw(country: CountryCode, law: CountryLaw, question: CountryQuestion): BasisRecord {
  const record = (outcome: CountryOutcome, text: string): BasisRecord => ({
    country,
    outcome,
    law: law.law,
    text,
    decidedBy: 'law',
  });
  if (question.mailbox === 'free' && law.freeMailbox !== undefined) {
    return record(law.freeMailbox, `${law.basis} A free mailbox suggests a private person or sole trader.`);
  }
  if (question.mailbox === 'role' && law.roleMailbox !== undefined) {
    return record(
      law.roleMailbox,
      `${law.law}: impersonal company address; only named people need to consent.`,
    );
  }
  if (law.needsTitle === true && !question.hasTitle && law.outcome === 'allow') {
    return record('review', `${law.basis} Without a title the relevance cannot be shown.`);
  }
  return record(law.outcome, law.basis);
}

function unknownCountry(policy: GuardianPolicy): BasisRecord {
  return {
    country: null,
    outcome: policy.unknown_country,
    law: 'Country unknown',
    text: 'Neither the list nor the domain says in which country the lead is, so no law could be applied.',
    decidedBy: 'policy',
  };
}
