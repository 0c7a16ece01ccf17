import type { NewRow } from '../../schema/registry.ts';
import { addDays, dateInZone, isoInstant } from '../../kernel/time.ts';
import type { DemoClient } from './clients.ts';
import type { DemoPerson } from './people.ts';
import type { Random } from './random.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const ASKS = [
  ['pause', 'Please pause sending over the holidays'],
  ['change_icp', 'We would like to try finance directors as well'],
  ['do_not_contact', 'Add our new partner to the do-not-contact list'],
  ['report', 'Could we get last month’s numbers by campaign?'],
  ['call', 'Can we talk about the next quarter this week?'],
  ['billing', 'A question about the last bonus invoice'],
] as const;

export function makeRequests(
  random: Random,
  nowMs: number,
  client: DemoClient,
): readonly NewRow<'requests'>[] {
  return Array.from({ length: random.int(0, 3) }, (_, index) => {
    const [kind, subject] = random.pick(ASKS);
    const createdMs = nowMs - random.int(2, 30 * 24) * HOUR_MS;
    const open = index === 0 && random.chance(0.6);
    return {
      id: random.uuid(),
      scope_client_id: client.row.id,
      client_id: client.row.id,
      channel: random.pick(['portal', 'email'] as const),
      kind,
      subject,
      body: `${subject}. Thank you, ${client.row.contact_name ?? ''}`,
      status: open ? ('open' as const) : ('done' as const),
      due_at: isoInstant(createdMs + 2 * DAY_MS),
      resolved_at: open ? null : isoInstant(createdMs + random.int(1, 30) * HOUR_MS),
      created_at: isoInstant(createdMs),
      updated_at: isoInstant(createdMs),
    };
  });
}

const NOTES = [
  'Prefers short mails without links. Decision maker reads on the phone.',
  'Happy with the pace, asked for more meetings in the north.',
  'New head of sales starts next month: introduce ourselves.',
  'They compare us with an in-house team. Keep the weekly numbers visible.',
  'Renewal talk went well, price is not the issue.',
] as const;

export function makeNotes(
  random: Random,
  nowMs: number,
  client: DemoClient,
  author: DemoPerson,
): readonly NewRow<'notes'>[] {
  return Array.from({ length: random.int(1, 4) }, () => {
    const at = isoInstant(nowMs - random.int(1, 60) * DAY_MS);
    return {
      id: random.uuid(),
      scope_client_id: client.row.id,
      client_id: client.row.id,
      entity_type: 'clients',
      entity_id: client.row.id,
      author_id: author.id,
      body: random.pick(NOTES),
      created_at: at,
      updated_at: at,
    };
  });
}

const TASKS = [
  ['Kick-off call', false],
  ['Ideal customer profile agreed', false],
  ['Sending domains chosen', false],
  ['DNS records in place', true],
  ['Mailboxes created', true],
  ['Warm-up started', true],
  ['First sequence approved', false],
  ['Lead list imported and verified', false],
  ['Calendar link connected', true],
  ['First campaign launched', false],
] as const;

export type Onboarding = {
  readonly plan: NewRow<'onboarding_plans'>;
  readonly tasks: readonly NewRow<'onboarding_tasks'>[];
};

export function makeOnboarding(
  random: Random,
  nowMs: number,
  client: DemoClient,
  owner: DemoPerson,
): Onboarding | null {
  if (client.row.status !== 'onboarding') return null;
  const today = dateInZone(nowMs, 'UTC');
  const planId = random.uuid();
  const done = random.int(2, 6);
  const startedAt = isoInstant(nowMs - random.int(3, 12) * DAY_MS);
  const tasks = TASKS.map(([title, automated], index) => ({
    id: random.uuid(),
    scope_client_id: client.row.id,
    plan_id: planId,
    position: index + 1,
    title,
    automated,
    status: index < done ? ('done' as const) : index === done ? ('doing' as const) : ('todo' as const),
    owner_id: owner.id,
    due_date: addDays(today, (index - done) * 2),
    completed_at: index < done ? isoInstant(nowMs - (done - index) * DAY_MS) : null,
    created_at: startedAt,
    updated_at: startedAt,
  }));
  return {
    plan: {
      id: planId,
      scope_client_id: client.row.id,
      client_id: client.row.id,
      plan_type: client.row.plan_type ?? 'official',
      status: 'running',
      due_date: addDays(today, 14),
      started_at: startedAt,
      created_at: startedAt,
      updated_at: startedAt,
    },
    tasks,
  };
}
