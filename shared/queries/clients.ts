import { z } from 'zod';
import { listViewSchema } from '../domain/list-view/list-view.ts';
import { defineList, defineRows } from './define.ts';

/** Newest score with the one before, meetings of the client's own month, open incidents, people: one line of figures. */
const FIGURES = `left join lateral (
    select s.score, s.risk_level, lead(s.score) over (order by s.calculated_at desc) as previous_score
      from health_scores s where s.client_id = t.id order by s.calculated_at desc limit 1) h on true
  left join lateral (
    select count(*)::int as booked from meetings g where g.client_id = t.id and g.status <> 'cancelled'
      and g.meeting_datetime >= date_trunc('month', now(), t.time_zone)
      and g.meeting_datetime < date_trunc('month', now(), t.time_zone) + interval '1 month') m on true
  left join lateral (
    select count(*)::int as open from incidents n where n.client_id = t.id and n.status <> 'resolved') i on true
  left join lateral (
    select string_agg(u.name, ', ' order by u.name) as managers
      from client_assignments a join users u on u.id = a.user_id where a.client_id = t.id) p on true`;

/** Clients that are not in the trash. */
export const clientsList = defineList({
  kind: 'list',
  name: 'clients.list',
  args: z.object({ view: listViewSchema, trash: z.boolean().default(false) }),
  entity: 'clients',
  reads: {
    clients: '*',
    health_scores: ['client_id', 'score', 'risk_level', 'calculated_at'],
    meetings: ['client_id', 'status', 'meeting_datetime'],
    incidents: ['client_id', 'status'],
    client_assignments: ['client_id', 'user_id'],
    users: ['name'],
  },
  from: `clients t ${FIGURES}`,
  columns: {
    id: 't.id',
    client_id: 't.client_id',
    company_name: 't.company_name',
    contact_name: 't.contact_name',
    contact_email: 't.contact_email',
    plan_type: 't.plan_type',
    status: 't.status',
    start_date: 't.start_date',
    renewal_date: 't.renewal_date',
    crm_type: 't.crm_type',
    industry: 't.industry',
    website: 't.website',
    time_zone: 't.time_zone',
    monthly_meeting_target: 't.monthly_meeting_target',
    labels: 't.labels',
    archived: 't.archived',
    created_at: 't.created_at',
    updated_at: 't.updated_at',
    score: 'h.score',
    previous_score: 'h.previous_score',
    risk_level: 'h.risk_level',
    meetings_month: 'm.booked',
    incidents_open: 'i.open',
    managers: 'p.managers',
  },
  fields: {
    company_name: { column: 't.company_name', type: 'text', searchable: true },
    client_id: { column: 't.client_id', type: 'text', searchable: true },
    contact_name: { column: 't.contact_name', type: 'text', searchable: true },
    contact_email: { column: 't.contact_email', type: 'text', searchable: true },
    plan_type: { column: 't.plan_type', type: 'text' },
    status: { column: 't.status', type: 'text' },
    start_date: { column: 't.start_date', type: 'date' },
    renewal_date: { column: 't.renewal_date', type: 'date' },
    crm_type: { column: 't.crm_type', type: 'text' },
    industry: { column: 't.industry', type: 'text' },
    monthly_meeting_target: { column: 't.monthly_meeting_target', type: 'number' },
    labels: { column: 't.labels', type: 'labels' },
    archived: { column: 't.archived', type: 'boolean' },
    created_at: { column: 't.created_at', type: 'instant' },
    updated_at: { column: 't.updated_at', type: 'instant' },
    score: { column: 'h.score', type: 'number' },
    risk_level: { column: 'h.risk_level', type: 'text' },
    meetings_month: { column: 'm.booked', type: 'number' },
    incidents_open: { column: 'i.open', type: 'number' },
    managers: { column: 'p.managers', type: 'text' },
  },
  where: ({ trash }) => ({ text: `t.deleted_at IS ${trash ? 'NOT NULL' : 'NULL'}`, params: [] }),
  defaultSort: [{ field: 'company_name', direction: 'asc' }],
});
/** One client with the people who look after it. One row, or none when it left the scope. */
export const clientsDetail = defineRows({
  kind: 'rows',
  name: 'clients.detail',
  args: z.object({ id: z.uuid() }),
  entity: 'clients',
  reads: { clients: '*', client_assignments: ['client_id', 'user_id'], users: ['name'] },
  statement: ({ id }) => ({
    text: `SELECT t.id::text AS key, t.id, t.client_id, t.company_name, t.contact_name, t.contact_email, t.plan_type,
        t.status, t.start_date, t.renewal_date, t.instantly_workspace_id, t.crm_type, t.crm_integration_id,
        t.calendly_link, t.slack_channel_id, t.industry, t.website, t.time_zone, t.monthly_meeting_target,
        t.bonus_minor, t.currency, t.labels, t.settings, t.archived, t.deleted_at, t.created_at, t.updated_at,
        (SELECT coalesce(json_agg(json_build_object('id', u.id, 'name', u.name) ORDER BY u.name), '[]'::json)
           FROM client_assignments a JOIN users u ON u.id = a.user_id WHERE a.client_id = t.id) AS managers
      FROM clients t WHERE t.id = $1::text::uuid`,
    params: [id],
  }),
  affects: ({ id }, table, row) => {
    if (table === 'clients') return row['id'] === id;
    return table === 'client_assignments' ? row['client_id'] === id : true;
  },
});

/** Clients a person may choose from, by name. */
export const clientsNames = defineRows({
  kind: 'rows',
  name: 'clients.names',
  args: z.object({}),
  entity: null,
  reads: { clients: ['client_id', 'company_name', 'status', 'archived', 'deleted_at'] },
  statement: () => ({
    text: `select id::text as key, id, client_id, company_name, status from clients
      where deleted_at is null and archived is not true order by company_name, id`,
    params: [],
  }),
});
