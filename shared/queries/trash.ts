import { z } from 'zod';
import { defineRows } from './define.ts';

/** Notes in the trash, the newest deletion first. */
export const trashNotes = defineRows({
  kind: 'rows',
  name: 'trash.notes',
  args: z.object({}),
  entity: 'notes',
  reads: { notes: '*', users: ['name'], clients: ['company_name'] },
  statement: () => ({
    text: `select t.id as key, t.id, t.client_id, t.body, t.deleted_at, u.name as author, c.company_name as client_name
      from notes t left join users u on u.id = t.author_id left join clients c on c.id = t.client_id
      where t.deleted_at is not null order by t.deleted_at desc, t.id limit 500`,
    params: [],
  }),
});

/** Whose these leads of the trash are: what restoring them has to know. */
export const trashLeads = defineRows({
  kind: 'rows',
  name: 'trash.leads',
  args: z.object({ ids: z.array(z.uuid()).min(1).max(1_000) }),
  entity: null,
  reads: { leads: ['client_id', 'deleted_at'] },
  statement: ({ ids }) => ({
    text: `select t.id::text as key, t.id, t.client_id from leads t
      where t.id = any($1::text[]::uuid[]) and t.deleted_at is not null`,
    params: [ids],
  }),
});

const DELETIONS: ReadonlySet<unknown> = new Set(['leads/delete', 'notes/delete']);

/** Who put things into the trash: a row is deleted at the very time its activity tells. */
export const trashDeletions = defineRows({
  kind: 'rows',
  name: 'trash.deletions',
  args: z.object({}),
  entity: null,
  reads: { activity: ['action', 'at', 'actor_id'], users: ['name'] },
  statement: () => ({
    text: `select t.id as key, t.at, t.scope_client_id, u.name as actor
      from activity t left join users u on u.id = t.actor_id
      where t.action in ('leads/delete', 'notes/delete') order by t.at desc limit 2000`,
    params: [],
  }),
  affects: (_args, table, row) =>
    table !== 'activity' || row['action'] === undefined || DELETIONS.has(row['action']),
});
