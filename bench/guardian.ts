/**
 * Guardian's offline checks, in one thread. The baseline parses the same addresses with the RFC 5322 parser
 * alone: what a naive loop would spend on syntax only.
 */
import { createHmac } from 'node:crypto';
import addresses from 'email-addresses';
import type { LeadDraft } from '../shared/domain/csv/lead-draft.ts';
import { guardianContext } from '../shared/engines/guardian/context.ts';
import { createGuardian } from '../shared/engines/guardian/guardian.ts';
import { suppressionSet } from '../shared/engines/guardian/suppression-set.ts';

const LEADS = 200_000;
const BASELINE_LEADS = 20_000;
const TARGET = 50_000;

const FIRST = ['Anna', 'JAN', 'maria', 'José', 'Łukasz', 'Sven', 'Aoife', 'Priya', 'Chen', 'Olu'];
const LAST = [
  'Lee',
  "O'Neil",
  'Schmidt',
  'GARCÍA',
  'Nowak',
  'de Vries',
  'Rossi',
  'Okafor',
  'Müller',
  'Smith',
];
const ENDINGS = ['com', 'com', 'com', 'io', 'co.uk', 'de', 'fr', 'com.au', 'net', 'org'];
const COUNTRIES = [
  'United States',
  'US',
  'Germany',
  'UK',
  '',
  'France',
  'Canada',
  '',
  'Polska',
  'Netherlands',
];

/** A list as it comes: a fifth of the domains once only, some free mailboxes, roles and broken addresses. */
function lead(index: number): LeadDraft {
  const first = FIRST[index % FIRST.length] ?? '';
  const last = LAST[(index * 7) % LAST.length] ?? '';
  const company = `company-${(index * 13) % (index % 5 === 0 ? LEADS : 4000)}`;
  const ending = ENDINGS[(index * 3) % ENDINGS.length] ?? 'com';
  return {
    email: emailOf(
      index,
      `${first}.${last}`.normalize('NFD').replace(/[^A-Za-z.]/g, ''),
      `${company}.${ending}`,
    ),
    first_name: first,
    last_name: last,
    company: `Company ${index % 4000} Ltd`,
    title: index % 9 === 0 ? '' : 'Head of Marketing',
    phone: `+44 20 7946 ${String(index % 10_000).padStart(4, '0')}`,
    linkedin_url: `https://www.linkedin.com/in/person-${index}`,
    country: COUNTRIES[(index * 11) % COUNTRIES.length] ?? '',
    website: `https://www.${company}.${ending}/about`,
  };
}

function emailOf(index: number, local: string, domain: string): string {
  if (index % 23 === 0) return `${local}${index}@gmail.com`;
  if (index % 29 === 0) return `info@${domain}`;
  if (index % 31 === 0) return `${local} @${domain}`;
  if (index % 97 === 0) return `${local} <${local}${index}@${domain}>`;
  return `${local}${index}@${domain}`;
}

function perSecond(count: number, work: () => void): number {
  const start = performance.now();
  work();
  return Math.round((count / (performance.now() - start)) * 1000);
}

function measure() {
  const leads = Array.from({ length: LEADS }, (_, index) => lead(index));
  const digest = (value: string) => createHmac('sha256', 'bench').update(value).digest('hex');
  const suppression = suppressionSet(
    Array.from({ length: 50_000 }, (_, index) => ({
      value_hmac: digest(`gone${index}@company-${index}.com`),
      scope: 'global' as const,
      reason: 'unsubscribed',
    })),
    digest,
  );
  const run = (sample: readonly LeadDraft[]) => {
    const guardian = createGuardian(
      guardianContext({ suppression, customerDomains: new Set(['company-1.com', 'company-2.io']) }),
    );
    let valid = 0;
    for (const draft of sample) if (guardian.verify(draft).verdict === 'valid') valid += 1;
    return valid;
  };
  run(leads.slice(0, 20_000));
  const guardian = perSecond(LEADS, () => run(leads));
  const naive = perSecond(BASELINE_LEADS, () => {
    for (const draft of leads.slice(0, BASELINE_LEADS)) addresses.parseOneAddress(draft.email ?? '');
  });
  return { guardian, naive };
}

export const bench = {
  name: 'guardian',
  describe: 'Leads per second through every offline check of Guardian, one thread, with 50,000 suppressions',
  run: async () => {
    const { guardian, naive } = measure();
    return {
      figures: [
        {
          name: 'leads verified',
          value: guardian,
          unit: 'leads/s',
          target: TARGET,
          baseline: naive,
          ratio: Number((guardian / naive).toFixed(2)),
          better: 'higher' as const,
        },
      ],
    };
  },
};
