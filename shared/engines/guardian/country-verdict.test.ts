import { describe, expect, test } from 'vitest';
import type { LeadDraft } from '../../domain/csv/lead-draft.ts';
import { guardianContext } from './context.ts';
import { COUNTRY_LAWS, type ConsentKind } from './country-law.ts';
import { createGuardian } from './guardian.ts';
import { guardianPolicySchema } from './policy.ts';
import { suppressionSet } from './suppression-set.ts';

function basis(draft: LeadDraft, options: { policy?: object; consent?: ConsentKind } = {}) {
  const context = guardianContext({
    suppression: suppressionSet([], (value) => value),
    policy: guardianPolicySchema.parse(options.policy ?? {}),
  });
  return createGuardian(context).verify(
    { first_name: 'Ann', title: 'CTO', ...draft },
    { consent: options.consent },
  );
}

describe('the law of the country decides first contact', () => {
  test.each([
    ['US', {}, 'allow', 'CAN-SPAM'],
    ['CA', {}, 'block', 'CASL'],
    ['GB', {}, 'allow', 'PECR'],
    ['GB', { email: 'ann@gmail.com' }, 'block', 'PECR'],
    ['DE', {}, 'block', 'UWG §7'],
    ['AT', {}, 'block', 'TKG'],
    ['PL', {}, 'block', 'Prawo'],
    ['BE', {}, 'block', 'XII.13'],
    ['BE', { email: 'info@acme.com' }, 'review', 'XII.13'],
    ['FR', {}, 'allow', 'CPCE'],
    ['FR', { title: '' }, 'review', 'CPCE'],
    ['SE', {}, 'review', 'ePrivacy'],
    ['JP', {}, 'review', 'No rule'],
  ] as const)('%s %j: %s', (country, over, outcome, law) => {
    const result = basis({ email: 'ann@acme.com', country, ...over });
    expect(result.basis).toMatchObject({ country, outcome, decidedBy: 'law' });
    expect(result.basis.law).toContain(law);
    expect(result.basis.text).not.toBe('');
  });

  test.each([
    ['DE', 'express', 'allow'],
    ['DE', 'existing_customer', 'allow'],
    ['DE', 'published_address', 'block'],
    ['CA', 'published_address', 'allow'],
    ['NL', 'published_address', 'allow'],
    ['JP', 'express', 'allow'],
  ] as const)('%s with %s consent: %s', (country, consent, outcome) =>
    expect(basis({ email: 'ann@acme.com', country }, { consent }).basis.outcome).toBe(outcome),
  );

  test('the laws table holds only real countries with words', () => {
    for (const [code, law] of Object.entries(COUNTRY_LAWS)) {
      expect(code).toMatch(/^[A-Z]{2}$/);
      expect(law.basis.length, code).toBeGreaterThan(20);
    }
  });
});

describe('where the country comes from', () => {
  test('the column wins over the domain', () => {
    expect(basis({ email: 'ann@acme.de', country: 'USA' }).country).toEqual({ code: 'US', source: 'column' });
  });
  test('a country ending is a guess, and says so', () => {
    const result = basis({ email: 'ann@acme.de' });
    expect(result.country).toEqual({ code: 'DE', source: 'domain' });
    expect(result.reasons.map((reason) => reason.code)).toEqual(['country_blocked', 'country_guessed']);
  });
  test('then the policy default', () => {
    const result = basis({ email: 'ann@acme.com' }, { policy: { default_country: 'US' } });
    expect(result).toMatchObject({ verdict: 'valid', country: { code: 'US', source: 'default' } });
  });
  test('otherwise nobody knows, and the policy decides', () => {
    expect(basis({ email: 'ann@acme.io' })).toMatchObject({ verdict: 'risky', country: null });
    expect(basis({ email: 'ann@acme.io' }, { policy: { unknown_country: 'allow' } }).verdict).toBe('valid');
    expect(basis({ email: 'ann@acme.io' }, { policy: { unknown_country: 'block' } }).verdict).toBe('blocked');
  });
});

test("a client's override replaces the law and its basis is recorded", () => {
  const policy = {
    countries: { DE: { outcome: 'allow', basis: 'Consent collected at the Hannover fair 2026' } },
  };
  expect(basis({ email: 'ann@acme.de', country: 'DE' }, { policy })).toMatchObject({
    verdict: 'valid',
    basis: { decidedBy: 'policy', text: 'Consent collected at the Hannover fair 2026' },
  });
});
