import type { NewRow } from '../../schema/registry.ts';
import { addDays, dateInZone, isoInstant, weekday } from '../../kernel/time.ts';
import type { DemoClient } from './clients.ts';
import type { Random } from './random.ts';
import { INDUSTRIES, TITLES } from './words.ts';

export type DemoCampaign = {
  readonly row: NewRow<'campaigns'> & { readonly id: string };
  readonly client: DemoClient;
  /** Days before today on which it started and ended sending; null: it never sent. */
  readonly sending: { readonly fromDaysAgo: number; readonly toDaysAgo: number } | null;
};

const DAY_MS = 86_400_000;
export const METRIC_DAYS = 90;

export function makeCampaigns(
  random: Random,
  nowMs: number,
  clients: readonly DemoClient[],
  count: number,
): readonly DemoCampaign[] {
  return Array.from({ length: count }, (_, index) => {
    const client = clients[index % clients.length];
    if (!client) throw new RangeError('campaigns need clients');
    return makeCampaign(random, nowMs, client, Math.floor(index / clients.length));
  });
}

function makeCampaign(random: Random, nowMs: number, client: DemoClient, round: number): DemoCampaign {
  const status = campaignStatus(random, client, round);
  const industry = random.pick(INDUSTRIES);
  const title = random.pick(TITLES);
  const startedDaysAgo = status === 'draft' ? 0 : status === 'warming' ? 10 : random.int(35, 140);
  const endedDaysAgo = status === 'completed' || status === 'paused' ? random.int(3, 25) : 0;
  const sends = status === 'active' || status === 'completed' || status === 'paused';
  return {
    client,
    sending: sends ? { fromDaysAgo: startedDaysAgo, toDaysAgo: endedDaysAgo } : null,
    row: {
      id: random.uuid(),
      client_id: client.row.id,
      scope_client_id: client.row.id,
      campaign_name: `${industry} – ${title}s Q${random.int(1, 4)}`,
      instantly_campaign_id: status === 'draft' ? null : random.uuid(),
      status,
      icp_description: `${title}s at ${industry.toLowerCase()} companies with ${random.pick(['20–100', '50–500', '200–2,000'])} people`,
      target_industries: [industry],
      target_titles: [title],
      sequence_count: random.int(3, 5),
      leads_count: 0,
      created_at: isoInstant(nowMs - (startedDaysAgo + 7) * DAY_MS),
      updated_at: isoInstant(nowMs - endedDaysAgo * DAY_MS),
    },
  };
}

function campaignStatus(random: Random, client: DemoClient, round: number) {
  if (client.row.status === 'onboarding') return round === 0 ? 'warming' : 'draft';
  if (client.row.status === 'paused') return 'paused';
  if (client.row.status === 'churned') return 'completed';
  if (round === 0) return 'active';
  return random.weighted([
    ['active', 5],
    ['paused', 1],
    ['completed', 2],
    ['draft', 1],
  ] as const);
}

/** Sending by weekday, Monday first: B2B mail rests at weekends and is read best from Tuesday to Thursday. */
const VOLUME_BY_WEEKDAY = [1, 1.1, 1.1, 1.05, 0.85, 0.05, 0.02] as const;
const REPLIES_BY_WEEKDAY = [0.95, 1.12, 1.1, 1.05, 0.85, 0.5, 0.5] as const;

export function makeMetrics(
  random: Random,
  nowMs: number,
  campaign: DemoCampaign,
): readonly NewRow<'campaign_metrics'>[] {
  const { sending } = campaign;
  if (!sending) return [];
  const today = dateInZone(nowMs, 'UTC');
  const first = Math.min(sending.fromDaysAgo, METRIC_DAYS);
  const rows: NewRow<'campaign_metrics'>[] = [];
  for (let daysAgo = first; daysAgo >= Math.max(1, sending.toDaysAgo); daysAgo -= 1) {
    rows.push(makeDay(random, campaign, addDays(today, -daysAgo), 1 - daysAgo / METRIC_DAYS));
  }
  return rows;
}

function makeDay(
  random: Random,
  campaign: DemoCampaign,
  date: string,
  position: number,
): NewRow<'campaign_metrics'> {
  const { client } = campaign;
  const day = weekday(date) - 1;
  const sent = random.poisson(client.mailsADay * (VOLUME_BY_WEEKDAY[day] ?? 1));
  const strength = (0.4 + client.quality) * (1 + client.trend * (position - 0.5) * 2);
  const opens = Math.min(sent, random.poisson(sent * 0.42 * (0.7 + client.quality * 0.5)));
  const replies = Math.min(sent, random.poisson(sent * 0.028 * strength * (REPLIES_BY_WEEKDAY[day] ?? 1)));
  const positive = Math.min(replies, random.poisson(replies * (0.15 + 0.2 * client.quality)));
  return {
    id: random.uuid(),
    campaign_id: campaign.row.id,
    scope_client_id: client.row.id,
    date,
    emails_sent: sent,
    opens,
    replies,
    bounces: Math.min(sent, random.poisson(sent * (0.008 + 0.03 * (1 - client.quality) ** 2))),
    positive_replies: positive,
    meetings_booked: Math.min(positive, random.poisson(positive * 0.45)),
    open_rate: rate(opens, sent),
    reply_rate: rate(replies, sent),
    created_at: `${date}T23:30:00.000Z`,
  };
}

/** 0–1 with four decimals, as the column holds it. */
function rate(part: number, whole: number): string {
  return whole === 0 ? '0.0000' : (part / whole).toFixed(4);
}
