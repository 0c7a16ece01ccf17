import type { NewRow } from '../../schema/registry.ts';
import { addDays, dateInZone, isoInstant } from '../../kernel/time.ts';
import type { DemoCampaign } from './campaigns.ts';
import type { DemoClient } from './clients.ts';
import { makeCompany, slug } from './companies.ts';
import type { Random } from './random.ts';
import { FIRST_NAMES, LAST_NAMES, TITLES } from './words.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** One meeting for each that a campaign's metrics count, held some days after the day it was booked. */
export function makeMeetings(
  random: Random,
  nowMs: number,
  campaign: DemoCampaign,
  metrics: readonly NewRow<'campaign_metrics'>[],
): readonly NewRow<'meetings'>[] {
  return metrics.flatMap((day) =>
    Array.from({ length: day.meetings_booked ?? 0 }, () => makeMeeting(random, nowMs, campaign, day.date)),
  );
}

function makeMeeting(
  random: Random,
  nowMs: number,
  campaign: DemoCampaign,
  bookedOn: string,
): NewRow<'meetings'> {
  const company = makeCompany(random);
  const first = random.pick(FIRST_NAMES);
  const last = random.pick(LAST_NAMES);
  const bookedMs = Date.parse(`${bookedOn}T00:00:00Z`) + random.int(8, 17) * HOUR_MS;
  const heldMs = bookedMs + random.int(2, 12) * DAY_MS + random.int(0, 3) * HOUR_MS;
  const past = heldMs < nowMs;
  const status = past
    ? random.weighted([
        ['completed', 6 + 4 * campaign.client.quality],
        ['no_show', 2.5 - 1.5 * campaign.client.quality],
        ['cancelled', 1],
      ] as const)
    : 'scheduled';
  const qualified = status === 'completed' ? random.chance(0.45 + 0.4 * campaign.client.quality) : null;
  // The newest completed ones wait for a person's judgement.
  const judged = past && heldMs < nowMs - 4 * DAY_MS;
  return {
    id: random.uuid(),
    client_id: campaign.row.client_id,
    scope_client_id: campaign.row.scope_client_id,
    campaign_id: campaign.row.id,
    prospect_email: `${slug(first)}.${slug(last)}@${company.domain}`,
    prospect_name: `${first} ${last}`,
    prospect_company: company.name,
    prospect_title: random.pick(TITLES),
    meeting_datetime: isoInstant(heldMs),
    calendly_event_id: random.uuid(),
    status,
    qualified: judged ? qualified : null,
    bonus_invoiced: judged && qualified === true,
    created_at: isoInstant(bookedMs),
  };
}

export function makeDomains(random: Random, nowMs: number, client: DemoClient): readonly NewRow<'domains'>[] {
  const today = dateInZone(nowMs, 'UTC');
  const stem = slug(client.row.company_name);
  const prefixes = ['try', 'get', 'meet', 'hello', 'go'];
  return Array.from({ length: random.int(2, 5) }, (_, index) => {
    const fresh = client.row.status === 'onboarding' || (index > 2 && random.chance(0.4));
    const sick = !fresh && random.chance((1 - client.quality) * 0.5);
    const started = addDays(today, -(fresh ? random.int(2, 12) : random.int(40, 200)));
    return {
      id: random.uuid(),
      client_id: client.row.id,
      scope_client_id: client.row.id,
      domain_name: `${prefixes[index] ?? 'with'}-${stem}.example.net`,
      status:
        client.row.status === 'churned'
          ? ('retired' as const)
          : sick
            ? ('flagged' as const)
            : fresh
              ? ('warming' as const)
              : ('active' as const),
      spf_status: true,
      dkim_status: !(sick && random.chance(0.4)),
      dmarc_status: !(sick && random.chance(0.5)),
      warmup_start_date: started,
      warmup_complete_date: fresh ? null : addDays(started, 21),
      last_health_check: isoInstant(nowMs - random.int(1, 23) * HOUR_MS),
      blacklist_status: sick && random.chance(0.5),
    };
  });
}

const REPLIES = [
  ['interested', 'Sounds relevant. Could you send a couple of times for next week?'],
  ['interested', 'We are looking at exactly this right now. What would a pilot cost?'],
  ['referral', 'I am not the right person, please write to our head of operations.'],
  ['later', 'Interesting, but not before the new budget in spring. Ask me again in March.'],
  ['not_now', 'We signed with another provider last month.'],
  ['wrong_person', 'I left the company in June, this mailbox is only forwarded.'],
  ['out_of_office', 'I am out of the office until Monday with limited access to mail.'],
  ['unsubscribe', 'Please take me off your list.'],
  ['unclassified', 'Who gave you my address?'],
] as const;

/** Replies of the last two weeks; a third of them still wait for a person. */
export function makeReplies(
  random: Random,
  nowMs: number,
  leads: readonly NewRow<'leads'>[],
  campaign: DemoCampaign,
): readonly NewRow<'messages'>[] {
  return leads
    .filter(
      (lead) => lead.status === 'replied' || lead.status === 'interested' || lead.status === 'not_interested',
    )
    .slice(0, 12)
    .map((lead) => {
      const [replyClass, body] = random.pick(REPLIES);
      const at = nowMs - random.int(1, 14 * 24) * HOUR_MS;
      return {
        id: random.uuid(),
        scope_client_id: campaign.row.scope_client_id,
        client_id: campaign.row.client_id,
        campaign_id: campaign.row.id,
        lead_id: lead.id,
        kind: 'replied' as const,
        subject: `Re: a quick question for ${lead.company ?? 'you'}`,
        body,
        reply_class: replyClass,
        occurred_at: isoInstant(at),
        handled_at: random.chance(0.66) ? isoInstant(at + HOUR_MS) : null,
        created_at: isoInstant(at),
      };
    });
}
