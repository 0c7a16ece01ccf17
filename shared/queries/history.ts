import { z } from 'zod';
import { defineRows } from './define.ts';

export const notesOf = defineRows({
  kind: 'rows',
  name: 'notes.of',
  args: z.object({ entityId: z.uuid() }),
  entity: 'notes',
  reads: { notes: '*', users: ['name'] },
  statement: (args) => ({
    text: `select t.id as key, t.id, t.client_id, t.body, t.pinned, t.author_id, t.created_at, t.updated_at, u.name as author
      from notes t left join users u on u.id = t.author_id
      where t.entity_id = $1 and t.deleted_at is null order by t.pinned desc, t.created_at desc, t.id limit 200`,
    params: [args.entityId],
  }),
  affects: (args, table, row) =>
    table !== 'notes' || row['entity_id'] === undefined || row['entity_id'] === args.entityId,
});

/** What happened to one client (its rows included), newest first. */
export const activityOfClient = defineRows({
  kind: 'rows',
  name: 'activity.of-client',
  args: z.object({ clientId: z.uuid(), limit: z.int().min(1).max(500).default(100) }),
  entity: 'activity',
  reads: { activity: '*', users: ['name'] },
  statement: (args) => ({
    text: `select t.id as key, t.id, t.action, t.entity_type, t.entity_id, t.row_count, t.summary, t.changes, t.at,
        t.actor_id, u.name as actor
      from activity t left join users u on u.id = t.actor_id
      where t.scope_client_id = $1 order by t.at desc, t.id limit $2`,
    params: [args.clientId, args.limit],
  }),
  affects: (args, table, row) =>
    table !== 'activity' || row['scope_client_id'] === undefined || row['scope_client_id'] === args.clientId,
});

/** What happened to one row, newest first. */
export const activityOfEntity = defineRows({
  kind: 'rows',
  name: 'activity.of-entity',
  args: z.object({ entityId: z.uuid() }),
  entity: 'activity',
  reads: { activity: '*', users: ['name'] },
  statement: (args) => ({
    text: `select t.id as key, t.id, t.action, t.entity_type, t.entity_id, t.row_count, t.summary, t.changes, t.at,
        t.actor_id, u.name as actor
      from activity t left join users u on u.id = t.actor_id
      where t.entity_id = $1 order by t.at desc, t.id limit 100`,
    params: [args.entityId],
  }),
  affects: (args, table, row) =>
    table !== 'activity' || row['entity_id'] === undefined || row['entity_id'] === args.entityId,
});

export const usersAll = defineRows({
  kind: 'rows',
  name: 'users.all',
  args: z.object({}),
  entity: 'users',
  reads: { users: '*' },
  statement: () => ({
    text: `select id as key, id, name, email, role, active from users order by active desc, name, id`,
    params: [],
  }),
});

export const domainsOfClient = defineRows({
  kind: 'rows',
  name: 'domains.of-client',
  args: z.object({ clientId: z.uuid() }),
  entity: 'domains',
  reads: { domains: '*' },
  statement: (args) => ({
    text: `select id as key, id, domain_name, status, spf_status, dkim_status, dmarc_status, warmup_start_date,
        warmup_complete_date, last_health_check, blacklist_status
      from domains where client_id = $1 order by status = 'retired', domain_name, id`,
    params: [args.clientId],
  }),
  affects: (args, _table, row) => row['client_id'] === undefined || row['client_id'] === args.clientId,
});

/** Fields two people disagree about, with what the row is called and who wrote the value that stands. */
export const conflictsOpen = defineRows({
  kind: 'rows',
  name: 'conflicts.open',
  args: z.object({}),
  entity: 'conflicts',
  reads: {
    conflicts: '*',
    users: ['name'],
    activity: ['entity_id', 'at', 'actor_id'],
    clients: ['company_name'],
    leads: ['first_name', 'last_name', 'email'],
    campaigns: ['campaign_name'],
    meetings: ['prospect_name', 'prospect_email'],
  },
  statement: () => ({
    text: `select t.id as key, t.id, t.scope_client_id, t.table_name, t.row_id, t.field, t.base, t.mine, t.theirs, t.user_id,
        t.created_at, u.name as writer, w.at as theirs_at, w.name as theirs_by,
        coalesce(c.company_name, nullif(concat_ws(' ', l.first_name, l.last_name), ''), l.email, k.campaign_name,
                 m.prospect_name, m.prospect_email) as row_name
      from conflicts t left join users u on u.id = t.user_id
      left join clients c on c.id = t.row_id left join leads l on l.id = t.row_id
      left join campaigns k on k.id = t.row_id left join meetings m on m.id = t.row_id
      left join lateral (
        select a.at, b.name from activity a left join users b on b.id = a.actor_id
          where a.entity_id = t.row_id and a.id <> t.mutation_id and a.at <= t.created_at
          order by a.at desc limit 1) w on true
      where t.status = 'open' order by t.created_at, t.id limit 200`,
    params: [],
  }),
});
