import type { NewRow } from '../../schema/registry.ts';
import { isoInstant } from '../../kernel/time.ts';
import type { DemoClient } from './clients.ts';
import type { Random } from './random.ts';

const DAY_MS = 86_400_000;
const STAGES = ['Discovery', 'Proposal', 'Negotiation', 'Won', 'Lost'] as const;

/** A deal for every second qualified meeting, in the client's own CRM. */
export function makeDeals(
  random: Random,
  nowMs: number,
  client: DemoClient,
  meetings: readonly NewRow<'meetings'>[],
): readonly NewRow<'deals'>[] {
  const crm = client.row.crm_type ?? 'none';
  if (crm === 'none') return [];
  return meetings
    .filter((meeting) => meeting.qualified === true && random.chance(0.5))
    .map((meeting) => {
      const stage = random.pick(STAGES);
      const closed = stage === 'Won' || stage === 'Lost';
      return {
        id: random.uuid(),
        scope_client_id: client.row.id,
        client_id: client.row.id,
        meeting_id: meeting.id,
        crm_type: crm,
        crm_deal_id: String(random.int(100_000, 999_999)),
        name: `${meeting.prospect_company ?? 'New'} – first order`,
        stage,
        amount_minor: random.int(20, 400) * 25_000,
        currency: client.row.currency ?? 'USD',
        won: closed ? stage === 'Won' : null,
        closed_at: closed ? isoInstant(nowMs - random.int(1, 20) * DAY_MS) : null,
        created_at: meeting.created_at ?? isoInstant(nowMs),
        updated_at: isoInstant(nowMs - random.int(1, 20) * DAY_MS),
      };
    });
}

/** The bonus of each invoiced meeting. */
export function makeInvoices(
  random: Random,
  nowMs: number,
  client: DemoClient,
  meetings: readonly NewRow<'meetings'>[],
): readonly NewRow<'invoices'>[] {
  const amount = client.row.bonus_minor ?? 0;
  if (amount === 0) return [];
  return meetings
    .filter((meeting) => meeting.bonus_invoiced)
    .map((meeting) => {
      const issuedMs = Date.parse(meeting.meeting_datetime) + 2 * DAY_MS;
      const paid = issuedMs < nowMs - 20 * DAY_MS && random.chance(0.9);
      return {
        id: random.uuid(),
        scope_client_id: client.row.id,
        client_id: client.row.id,
        meeting_id: meeting.id,
        kind: 'meeting_bonus' as const,
        status: paid ? ('paid' as const) : ('open' as const),
        amount_minor: amount,
        currency: client.row.currency ?? 'USD',
        issued_at: isoInstant(issuedMs),
        due_at: isoInstant(issuedMs + 14 * DAY_MS),
        paid_at: paid ? isoInstant(issuedMs + random.int(1, 18) * DAY_MS) : null,
        created_at: isoInstant(issuedMs),
        updated_at: isoInstant(issuedMs),
      };
    });
}
