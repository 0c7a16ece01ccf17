import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LeadDraft } from '../../domain/csv/lead-draft.ts';
import { guardianContext, type GuardianContext } from './context.ts';
import { createGuardian, type LeadCircumstances } from './guardian.ts';
import { guardianPolicySchema } from './policy.ts';
import type { ReasonCode } from './reason-codes.ts';
import { suppressionSet } from './suppression-set.ts';
import { SEVERITIES, type Verdict } from './verdict.ts';

const digest = (value: string) => `hmac(${value})`;
const noLists = suppressionSet([], digest);
const person: LeadDraft = {
  first_name: 'Ann',
  last_name: 'Lee',
  title: 'CTO',
  company: 'Acme',
  country: 'US',
  email: 'ann@acme.com',
};

function verify(
  over: LeadDraft,
  context: Partial<GuardianContext> = {},
  circumstances: LeadCircumstances = {},
) {
  return createGuardian(guardianContext({ suppression: noLists, ...context })).verify(
    { ...person, ...over },
    circumstances,
  );
}

function codes(over: LeadDraft, context?: Partial<GuardianContext>, circumstances?: LeadCircumstances) {
  return verify(over, context, circumstances).reasons.map((reason) => reason.code);
}

test('a named person at a company in the United States is valid, and provisionally so', () => {
  expect(verify({})).toMatchObject({
    verdict: 'valid',
    provisional: true,
    reasons: [],
    duplicateKey: 'ann@acme.com',
    emailDomain: 'acme.com',
    country: { code: 'US', source: 'column' },
    basis: { outcome: 'allow', law: expect.stringContaining('CAN-SPAM') },
    checks: {
      syntax: 'done',
      suppression: 'done',
      mx: 'not_done',
      mailbox: 'not_done',
      frequency_cap: 'not_done',
    },
  });
});

describe('one lead, one problem', () => {
  const rows: [string, LeadDraft, Verdict, ReasonCode][] = [
    ['no address', { email: '' }, 'invalid', 'email_missing'],
    ['broken address', { email: 'ann@' }, 'invalid', 'domain_missing'],
    ['unknown ending', { email: 'ann@acme.nosuchtld' }, 'invalid', 'domain_suffix_unknown'],
    ['an ending as a domain', { email: 'ann@co.uk' }, 'invalid', 'domain_is_suffix'],
    ['reserved domain', { email: 'ann@acme.example' }, 'risky', 'domain_reserved'],
    ['reserved second level', { email: 'ann@mail.example.com' }, 'risky', 'domain_reserved'],
    ['known misspelling', { email: 'ann@gmial.com' }, 'invalid', 'domain_misspelled'],
    ['slipped ending', { email: 'ann@acme.con' }, 'invalid', 'domain_misspelled'],
    ['one keystroke from a provider', { email: 'ann@gmqil.com' }, 'risky', 'domain_looks_misspelled'],
    ['throw-away', { email: 'ann@mailinator.com' }, 'invalid', 'disposable_domain'],
    ['throw-away subdomain', { email: 'ann@x.mailinator.com' }, 'invalid', 'disposable_domain'],
    ['free provider', { email: 'ann@gmail.com' }, 'risky', 'free_provider'],
    ['role', { email: 'info@acme.com' }, 'risky', 'role_account'],
    ['role with region', { email: 'sales-uk@acme.com' }, 'risky', 'role_account'],
    ['role with tag', { email: 'Support+x@acme.com' }, 'risky', 'role_account'],
    ['role in German', { email: 'buchhaltung@acme.com' }, 'risky', 'role_account'],
    ['no-reply', { email: 'no-reply@acme.com' }, 'invalid', 'no_reply_mailbox'],
    ['postmaster', { email: 'postmaster@acme.com' }, 'invalid', 'no_reply_mailbox'],
    ['letters beyond English', { email: 'jörg@acme.com' }, 'risky', 'local_part_international'],
    ['spaces around', { email: ' ann@acme.com ' }, 'valid', 'email_cleaned'],
    ['no name', { first_name: '', last_name: 'N/A' }, 'valid', 'name_missing'],
    ['template in name', { first_name: '{{first_name}}' }, 'risky', 'name_odd'],
    ['digits in name', { last_name: 'Lee2' }, 'risky', 'name_odd'],
    ['address as name', { first_name: 'ann@acme.com' }, 'risky', 'name_odd'],
    ['placeholder', { first_name: 'Test' }, 'risky', 'name_odd'],
    ['shouted name', { first_name: 'ANN' }, 'valid', 'name_case_changed'],
    ['unreadable country', { country: 'Atlantis' }, 'risky', 'country_unreadable'],
    ['unreadable telephone', { phone: 'ask Bob' }, 'valid', 'phone_unreadable'],
    ['unreadable LinkedIn', { linkedin_url: 'twitter.com/ann' }, 'valid', 'linkedin_unreadable'],
    ['other company', { company_domain: 'other.com' }, 'valid', 'company_domain_differs'],
    ['unreadable company domain', { company_domain: 'not a domain' }, 'valid', 'company_domain_unreadable'],
  ];
  test.each(rows)('%s', (_name, over, verdict, code) => {
    const result = verify(over);
    expect(result.verdict).toBe(verdict);
    expect(result.reasons.map((reason) => reason.code)).toContain(code);
  });

  test.each([
    'ann@gail.org',
    'ann@informant.com',
    'ann@salesforce.com',
    'ann@support.acme.com',
    'ann@mail.com.pl',
  ])('%s is left alone', (email) =>
    expect(codes({ email })).not.toEqual(expect.arrayContaining(['role_account', 'domain_looks_misspelled'])),
  );
});

test('a misspelling comes with the address that was meant', () => {
  expect(
    verify({ email: 'ann@gmial.com' })
      .reasons.map((reason) => reason.text)
      .join(' '),
  ).toContain('gmail.com?');
  expect(
    verify({ email: 'ann@acme.con' })
      .reasons.map((reason) => reason.text)
      .join(' '),
  ).toContain('acme.com?');
});

test('every reason is told, most severe first', () => {
  const result = verify(
    { email: ' INFO@gmail.com', first_name: '{{x}}', country: 'DE' },
    {
      suppression: suppressionSet(
        [{ value_hmac: digest('info@gmail.com'), scope: 'global', reason: 'hard_bounce' }],
        digest,
      ),
    },
    { sameAsRow: 2 },
  );
  expect(result.verdict).toBe('blocked');
  expect(result.reasons.map((reason) => reason.code)).toEqual([
    'suppressed_email',
    'duplicate_in_file',
    'country_blocked',
    'name_odd',
    'free_provider',
    'role_account',
    'email_cleaned',
  ]);
});

describe('lists', () => {
  const listed = suppressionSet(
    [
      { value_hmac: digest('ann@gmail.com'), scope: 'client', reason: 'unsubscribed' },
      { value_hmac: digest('ann@gmail.com'), scope: 'global', reason: 'complaint' },
      { value_hmac: digest('acme.com'), scope: 'global', reason: 'objection' },
    ],
    digest,
  );

  test.each(['ann@gmail.com', 'A.N.N@gmail.com', 'ann+x@googlemail.com'])(
    '%s is the suppressed mailbox',
    (email) => {
      const result = verify({ email }, { suppression: listed });
      expect(result.verdict).toBe('blocked');
      expect(result.reasons[0]).toMatchObject({
        code: 'suppressed_email',
        text: expect.stringContaining('complaint'),
      });
    },
  );

  test.each([
    { email: 'x@acme.com' },
    { email: 'x@mail.acme.com' },
    { email: 'x@other.com', company_domain: 'www.acme.com' },
  ])('a suppressed domain covers %j', (over) =>
    expect(codes(over, { suppression: listed })).toContain('suppressed_domain'),
  );

  test('without the lists on the device the verdict is unknown, never valid', () => {
    const result = verify({}, { suppression: 'not_loaded' });
    expect(result.verdict).toBe('unknown');
    expect(result.checks.suppression).toBe('not_done');
  });

  test('do-not-contact, customers and competitors block', () => {
    const domains = new Set(['acme.com']);
    expect(codes({}, { doNotContact: { emailKeys: new Set(['ann@acme.com']), domains } })).toEqual([
      'do_not_contact_email',
      'do_not_contact_domain',
    ]);
    expect(codes({}, { customerDomains: domains })).toEqual(['customer']);
    expect(codes({ email: 'ann@eu.acme.com' }, { competitorDomains: domains })).toEqual(['competitor']);
  });

  test('an unreadable address is still judged by its company', () => {
    const result = verify(
      { email: 'ann', website: 'https://acme.com/about' },
      { customerDomains: new Set(['acme.com']) },
    );
    expect(result.reasons.map((reason) => reason.code)).toEqual(['customer', 'no_at_sign']);
    expect(result.duplicateKey).toBeNull();
  });
});

describe('duplicates', () => {
  test('in the same file: blocked, with the row that came first', () => {
    expect(verify({}, {}, { sameAsRow: 7 })).toMatchObject({
      verdict: 'blocked',
      reasons: [{ code: 'duplicate_in_file', text: expect.stringContaining('row 7') }],
    });
  });
  test('in the client: a remark, or a block where the policy says so', () => {
    expect(verify({}, {}, { existsInClient: true }).verdict).toBe('valid');
    const policy = guardianPolicySchema.parse({ duplicate_in_client: 'block' });
    expect(verify({}, { policy }, { existsInClient: true }).verdict).toBe('blocked');
  });
});

describe('policy', () => {
  const withPolicy = (policy: object, over: LeadDraft) =>
    verify(over, { policy: guardianPolicySchema.parse(policy) }).verdict;
  test('free and role mailboxes can be allowed or blocked', () => {
    expect(withPolicy({ free_provider: 'allow' }, { email: 'ann@gmail.com' })).toBe('valid');
    expect(withPolicy({ free_provider: 'block' }, { email: 'ann@gmail.com' })).toBe('blocked');
    expect(withPolicy({ role_account: 'allow' }, { email: 'info@acme.com' })).toBe('valid');
  });
  test('made-up data may use reserved domains', () => {
    expect(withPolicy({ reserved_domain: 'allow' }, { email: 'ann@acme.example' })).toBe('valid');
    expect(withPolicy({ reserved_domain: 'refuse' }, { email: 'ann@acme.example' })).toBe('invalid');
  });
  test('an override needs words to rest on', () => {
    expect(
      guardianPolicySchema.safeParse({ countries: { DE: { outcome: 'allow', basis: '' } } }).success,
    ).toBe(false);
  });
});

test('normalised values', () => {
  expect(
    verify({
      email: ' Ann@ACME.com',
      first_name: '  ANNA-LENA ',
      last_name: "o'neil",
      company: 'Acme\u00A0 GmbH',
      website: 'https://www.acme.com/de?x=1',
      phone: '0049 (0)30 / 123-456 ext. 12',
      linkedin_url: 'de.linkedin.com/in/ann-lee/?trk=x',
      country: 'Vereinigte Staaten',
      city: 'n/a',
    }).lead,
  ).toEqual({
    email: 'Ann@acme.com',
    first_name: 'Anna-Lena',
    last_name: "O'Neil",
    title: 'CTO',
    company: 'Acme GmbH',
    company_domain: 'acme.com',
    website: 'https://www.acme.com/de?x=1',
    phone: '+4930123456',
    linkedin_url: 'https://www.linkedin.com/in/ann-lee',
    country: 'US',
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);
const anyDraft: fc.Arbitrary<LeadDraft> = fc.record(
  {
    email: fc.oneof(anyText, fc.emailAddress()),
    first_name: anyText,
    last_name: anyText,
    company: anyText,
    company_domain: fc.oneof(anyText, fc.domain()),
    title: anyText,
    phone: anyText,
    linkedin_url: fc.oneof(
      anyText,
      anyText.map((slug) => `linkedin.com/in/${slug}`),
    ),
    country: fc.oneof(anyText, fc.constantFrom('DE', 'uk', 'France')),
    website: fc.oneof(anyText, fc.webUrl()),
  },
  { requiredKeys: [] },
);

test('any draft at all gets a verdict equal to its worst reason, and normalising twice changes nothing', () => {
  const guardian = createGuardian(guardianContext({ suppression: noLists }));
  fc.assert(
    fc.property(anyDraft, (draft) => {
      const result = guardian.verify(draft);
      const worst = Math.max(0, ...result.reasons.map((reason) => SEVERITIES.indexOf(reason.severity)));
      expect(result.verdict).toBe(worst === 0 ? 'valid' : SEVERITIES[worst]);
      expect(guardian.verify(result.lead).lead).toEqual(result.lead);
    }),
    { numRuns: 500 },
  );
}, 60_000);
