import type { LeadStatus, Verdict } from '../../domain/vocabulary/leads.ts';
import type { NewRow } from '../../schema/registry.ts';
import { isoInstant } from '../../kernel/time.ts';
import type { DemoCampaign } from './campaigns.ts';
import { makeCompany, slug, type Company } from './companies.ts';
import type { Random } from './random.ts';
import { FIRST_NAMES, LAST_NAMES, TITLES } from './words.ts';

const DAY_MS = 86_400_000;
const PEOPLE_PER_COMPANY = 4;

/**
 * Leads spread over campaigns, `batchSize` rows at a time so that a million of them never stand in memory.
 * Addresses are unique within the agency: the running number tells namesakes apart.
 */
export function* makeLeads(
  random: Random,
  nowMs: number,
  campaigns: readonly DemoCampaign[],
  count: number,
  batchSize = 1_000,
): Generator<readonly NewRow<'leads'>[]> {
  let made = 0;
  for (const [index, campaign] of campaigns.entries()) {
    const until = Math.round((count * (index + 1)) / campaigns.length);
    let company = makeCompany(random);
    while (made < until) {
      const rows: NewRow<'leads'>[] = [];
      while (rows.length < batchSize && made < until) {
        if (made % PEOPLE_PER_COMPANY === 0) company = makeCompany(random);
        rows.push(makeLead(random, nowMs, campaign, company, made));
        made += 1;
      }
      yield rows;
    }
  }
}

function makeLead(
  random: Random,
  nowMs: number,
  campaign: DemoCampaign,
  company: Company,
  number: number,
): NewRow<'leads'> {
  const first = random.pick(FIRST_NAMES);
  const last = random.pick(LAST_NAMES);
  const email = `${slug(first)}.${slug(last)}.${number.toString(36)}@${company.domain}`;
  const createdMs = nowMs - random.int(1, 120) * DAY_MS - random.int(0, DAY_MS);
  const [verdict, reasons] = makeVerdict(random);
  const status = leadStatus(random, campaign, verdict);
  const contacted = status !== 'new' && status !== 'ready';
  return {
    id: random.uuid(),
    scope_client_id: campaign.row.scope_client_id,
    client_id: campaign.row.client_id,
    campaign_id: campaign.row.id,
    email,
    email_key: email,
    first_name: first,
    last_name: last,
    title: random.pick(TITLES),
    company: company.name,
    company_domain: company.domain,
    phone: random.chance(0.4) ? `+1555${String(random.int(0, 9_999_999)).padStart(7, '0')}` : null,
    linkedin_url: random.chance(0.7)
      ? `https://linkedin.example.com/in/${slug(`${first} ${last}`)}-${number.toString(36)}`
      : null,
    website: `https://${company.domain}`,
    country: company.country,
    city: company.city,
    industry: company.industry,
    employee_count: company.employees,
    custom: {},
    source: random.weighted([
      ['csv', 5],
      ['apollo', 4],
      ['zoominfo', 1],
      ['hunter', 1],
      ['visitor', 1],
    ] as const),
    status,
    verdict,
    verdict_reasons: reasons,
    verdict_provisional: false,
    verified_at: verdict === 'unverified' ? null : isoInstant(createdMs + 60_000),
    last_contacted_at: contacted
      ? isoInstant(Math.min(nowMs - DAY_MS, createdMs + random.int(1, 40) * DAY_MS))
      : null,
    labels: [],
    archived: false,
    created_at: isoInstant(createdMs),
    updated_at: isoInstant(createdMs + 60_000),
  };
}

function makeVerdict(random: Random): readonly [Verdict, string[]] {
  return random.weighted<readonly [Verdict, string[]]>([
    [['valid', []], 84],
    [['risky', ['role_account']], 4],
    [['risky', ['free_provider']], 3],
    [['invalid', ['syntax']], 3],
    [['unknown', ['mailbox_unknown']], 3],
    [['blocked', ['suppressed']], 1],
    [['unverified', []], 2],
  ]);
}

function leadStatus(random: Random, campaign: DemoCampaign, verdict: Verdict): LeadStatus {
  if (verdict === 'invalid' || verdict === 'blocked' || verdict === 'unverified') return 'new';
  if (!campaign.sending) return random.chance(0.7) ? 'ready' : 'new';
  return random.weighted<LeadStatus>([
    ['ready', 30],
    ['contacted', 50],
    ['replied', 4],
    ['interested', 2],
    ['meeting_booked', 1.5],
    ['not_interested', 4],
    ['bounced', 2],
    ['unsubscribed', 1],
    ['new', 5],
  ]);
}
