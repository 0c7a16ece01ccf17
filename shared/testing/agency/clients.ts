import type { NewRow } from '../../schema/registry.ts';
import { newClientCode } from '../../kernel/ids.ts';
import { addDays, dateInZone, isoInstant } from '../../kernel/time.ts';
import { makeCompany } from './companies.ts';
import type { Random } from './random.ts';
import { slug } from './companies.ts';
import { FIRST_NAMES, LAST_NAMES } from './words.ts';

/** A client and the hidden facts that make its numbers hang together. */
export type DemoClient = {
  readonly row: NewRow<'clients'> & { readonly id: string };
  /** 0 (everything goes wrong) to 1 (a showcase). */
  readonly quality: number;
  /** Change of reply rates over the 90 days: −0.5 halves them, +0.5 adds half. */
  readonly trend: number;
  readonly mailsADay: number;
};

/** The cast: enough variety that every screen has something to say. */
const STORIES = [
  { status: 'active', quality: 0.9, trend: 0.3 },
  { status: 'active', quality: 0.75, trend: 0.1 },
  { status: 'active', quality: 0.35, trend: -0.45 },
  { status: 'onboarding', quality: 0.6, trend: 0 },
  { status: 'active', quality: 0.65, trend: -0.1 },
  { status: 'active', quality: 0.2, trend: -0.3 },
  { status: 'active', quality: 0.8, trend: 0.05 },
  { status: 'active', quality: 0.55, trend: -0.25 },
  { status: 'paused', quality: 0.5, trend: 0 },
  { status: 'active', quality: 0.7, trend: 0.2 },
  { status: 'onboarding', quality: 0.7, trend: 0 },
  { status: 'churned', quality: 0.15, trend: -0.5 },
] as const;

const TIME_ZONES = [
  'America/New_York',
  'Europe/London',
  'Europe/Berlin',
  'America/Chicago',
  'Europe/Paris',
  'America/Los_Angeles',
] as const;

export function makeClients(random: Random, nowMs: number, count: number): readonly DemoClient[] {
  return Array.from({ length: count }, (_, index) => makeClient(random, nowMs, index));
}

function makeClient(random: Random, nowMs: number, index: number): DemoClient {
  const story = STORIES[index % STORIES.length] ?? STORIES[0];
  const company = makeCompany(random);
  const id = random.uuid();
  const today = dateInZone(nowMs, 'UTC');
  const ageDays = story.status === 'onboarding' ? random.int(3, 12) : random.int(120, 700);
  const start = addDays(today, -ageDays);
  const first = random.pick(FIRST_NAMES);
  const last = random.pick(LAST_NAMES);
  return {
    quality: story.quality,
    trend: story.trend,
    mailsADay: random.int(60, 220),
    row: {
      id,
      client_id: newClientCode((bytes) => Uint8Array.from({ length: bytes }, () => random.int(0, 255))),
      company_name: company.name,
      contact_name: `${first} ${last}`,
      contact_email: `${slug(first)}.${slug(last)}@${company.domain}`,
      plan_type: random.chance(0.3) ? 'founding_partner' : 'official',
      status: story.status,
      start_date: start,
      renewal_date: addDays(start, 365 * Math.ceil((ageDays + 20) / 365)),
      instantly_workspace_id: story.status === 'onboarding' ? null : `ws_${random.int(100_000, 999_999)}`,
      crm_type: random.weighted([
        ['hubspot', 5],
        ['salesforce', 2],
        ['pipedrive', 2],
        ['none', 1],
      ] as const),
      calendly_link: `https://calendly.example.com/${slug(company.name)}`,
      slack_channel_id: `C${random.int(10_000_000, 99_999_999)}`,
      scope_client_id: id,
      industry: company.industry,
      website: `https://${company.domain}`,
      time_zone: random.pick(TIME_ZONES),
      monthly_meeting_target: random.int(2, 6) * 4,
      bonus_minor: random.pick([0, 15_000, 20_000, 25_000]),
      currency: random.pick(['USD', 'USD', 'EUR', 'GBP']),
      // Invented leads live under reserved domains; Guardian would rightly doubt every one of them.
      settings: { guardian: { reserved_domain: 'allow' } },
      labels: random.chance(0.3) ? ['priority'] : [],
      created_at: isoInstant(nowMs - ageDays * 86_400_000),
      updated_at: isoInstant(nowMs - random.int(0, 20) * 86_400_000),
    },
  };
}
