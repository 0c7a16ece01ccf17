import { z } from 'zod';
import { defineRows } from './define.ts';

/** A client's campaigns with what they did in the last 30 days of their metrics. */
export const campaignsOfClient = defineRows({
  kind: 'rows',
  name: 'campaigns.of-client',
  args: z.object({ clientId: z.uuid(), since: z.iso.date() }),
  entity: 'campaigns',
  reads: { campaigns: '*', campaign_metrics: '*' },
  statement: (args) => ({
    text: `select t.id as key, t.id, t.client_id, t.campaign_name, t.status, t.leads_count, t.sequence_count,
        coalesce(m.sent, 0) as emails_sent, coalesce(m.replies, 0) as replies, coalesce(m.bounces, 0) as bounces,
        coalesce(m.positive, 0) as positive_replies, coalesce(m.booked, 0) as meetings_booked
      from campaigns t
      left join (select campaign_id, sum(emails_sent)::int as sent, sum(replies)::int as replies,
                   sum(bounces)::int as bounces, sum(positive_replies)::int as positive, sum(meetings_booked)::int as booked
                 from campaign_metrics where scope_client_id = $1 and date >= $2 group by campaign_id) m on m.campaign_id = t.id
      where t.client_id = $1 and t.archived is not true order by t.status = 'completed', t.created_at desc, t.id`,
    params: [args.clientId, args.since],
  }),
  affects: (args, _table, row) =>
    row['scope_client_id'] === undefined || row['scope_client_id'] === args.clientId,
});

/** Campaigns a person may choose from, by name; all clients when none is given. */
export const campaignsNames = defineRows({
  kind: 'rows',
  name: 'campaigns.names',
  args: z.object({ clientId: z.uuid().nullable() }),
  entity: null,
  reads: { campaigns: ['campaign_name', 'client_id', 'archived', 'status'] },
  statement: (args) => ({
    text: `select id as key, id, client_id, campaign_name, status from campaigns
      where ($1::uuid is null or client_id = $1::uuid) and archived is not true order by campaign_name, id`,
    params: [args.clientId],
  }),
});

/** Daily sums of one client (or of all), oldest first: the small charts. */
export const metricsDaily = defineRows({
  kind: 'rows',
  name: 'metrics.daily',
  args: z.object({ clientId: z.uuid().nullable(), since: z.iso.date() }),
  entity: null,
  reads: { campaign_metrics: '*' },
  statement: (args) => ({
    text: `select date::text as key, date, sum(emails_sent)::int as emails_sent, sum(opens)::int as opens,
        sum(replies)::int as replies, sum(bounces)::int as bounces, sum(positive_replies)::int as positive_replies,
        sum(meetings_booked)::int as meetings_booked
      from campaign_metrics where date >= $2 and ($1::uuid is null or scope_client_id = $1::uuid)
      group by date order by date`,
    params: [args.clientId, args.since],
  }),
  affects: (args, _table, row) =>
    args.clientId === null ||
    row['scope_client_id'] === undefined ||
    row['scope_client_id'] === args.clientId,
});
