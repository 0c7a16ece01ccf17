import { z } from 'zod';
import { defineRows } from './define.ts';

/** Replies nobody has handled: those worth money first, then the oldest. */
export const repliesWaiting = defineRows({
  kind: 'rows',
  name: 'replies.waiting',
  args: z.object({ limit: z.int().min(1).max(200).default(50) }),
  entity: 'messages',
  reads: { messages: '*', leads: ['first_name', 'last_name', 'company'], clients: ['company_name'] },
  statement: (args) => ({
    text: `select t.id as key, t.id, t.client_id, t.lead_id, t.subject, t.body, t.reply_class, t.occurred_at,
        c.company_name, l.first_name, l.last_name, l.company as lead_company
      from messages t join clients c on c.id = t.client_id left join leads l on l.id = t.lead_id
      where t.kind = 'replied' and t.handled_at is null
      order by t.reply_class not in ('interested', 'referral'), t.occurred_at, t.id limit $1`,
    params: [args.limit],
  }),
});

/** Requests of clients that are not done, the most urgent first. */
export const requestsOpen = defineRows({
  kind: 'rows',
  name: 'requests.open',
  args: z.object({}),
  entity: 'requests',
  reads: { requests: '*', clients: ['company_name'] },
  statement: () => ({
    text: `select t.id as key, t.id, t.client_id, t.kind, t.subject, t.body, t.status, t.due_at, t.created_at, c.company_name
      from requests t join clients c on c.id = t.client_id
      where t.status in ('open', 'waiting') order by t.due_at, t.id limit 100`,
    params: [],
  }),
});

/** Onboarding steps that are due on or before a day, or blocked. */
export const tasksDue = defineRows({
  kind: 'rows',
  name: 'tasks.due',
  args: z.object({ until: z.iso.date() }),
  entity: 'onboarding_tasks',
  reads: { onboarding_tasks: '*', onboarding_plans: ['client_id', 'status'], clients: ['company_name'] },
  statement: (args) => ({
    text: `select t.id as key, t.id, p.client_id, t.title, t.status, t.due_date, t.blocker, t.automated, c.company_name
      from onboarding_tasks t join onboarding_plans p on p.id = t.plan_id join clients c on c.id = p.client_id
      where p.status <> 'cancelled' and (t.status = 'blocked' or (t.status in ('todo', 'doing') and t.due_date <= $1))
      order by t.status <> 'blocked', t.due_date, t.id limit 100`,
    params: [args.until],
  }),
});

export const onboardingOfClient = defineRows({
  kind: 'rows',
  name: 'onboarding.of-client',
  args: z.object({ clientId: z.uuid() }),
  entity: 'onboarding_tasks',
  reads: { onboarding_tasks: '*', onboarding_plans: '*' },
  statement: (args) => ({
    text: `select t.id as key, t.id, t.position, t.title, t.status, t.due_date, t.blocker, t.automated, t.owner_id, t.completed_at
      from onboarding_tasks t join onboarding_plans p on p.id = t.plan_id where p.client_id = $1 order by t.position, t.id`,
    params: [args.clientId],
  }),
});

/** What changed since a moment, as counts. */
export const todayChanges = defineRows({
  kind: 'rows',
  name: 'today.changes',
  args: z.object({ since: z.iso.datetime() }),
  entity: null,
  reads: {
    leads: ['created_at', 'deleted_at'],
    messages: ['occurred_at', 'kind', 'reply_class'],
    meetings: ['created_at', 'status'],
    incidents: ['detected_at', 'resolved_at'],
  },
  statement: (args) => ({
    text: `select 'changes' as key,
        (select count(*)::int from leads where created_at >= $1 and deleted_at is null) as leads_added,
        (select count(*)::int from messages where occurred_at >= $1 and kind = 'replied') as replies,
        (select count(*)::int from messages where occurred_at >= $1 and kind = 'replied' and reply_class = 'interested') as interested,
        (select count(*)::int from meetings where created_at >= $1 and status <> 'cancelled') as meetings_booked,
        (select count(*)::int from incidents where detected_at >= $1) as incidents_opened,
        (select count(*)::int from incidents where resolved_at >= $1) as incidents_resolved`,
    params: [args.since],
  }),
});
