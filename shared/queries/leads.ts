import { z } from 'zod';
import { listViewSchema } from '../domain/list-view/list-view.ts';
import { defineList, defineRows } from './define.ts';

/** Leads that are not in the trash (or, asked for it, those that are), of all clients or of one client, campaign or import. */
export const leadsList = defineList({
  kind: 'list',
  name: 'leads.list',
  args: z.object({
    view: listViewSchema,
    clientId: z.uuid().nullable().default(null),
    campaignId: z.uuid().nullable().default(null),
    importId: z.uuid().nullable().default(null),
    trash: z.boolean().default(false),
  }),
  entity: 'leads',
  reads: { leads: '*', clients: ['company_name'] },
  from: 'leads t LEFT JOIN clients c ON c.id = t.client_id',
  columns: {
    id: 't.id',
    client_id: 't.client_id',
    client_name: 'c.company_name',
    campaign_id: 't.campaign_id',
    email: 't.email',
    first_name: 't.first_name',
    last_name: 't.last_name',
    title: 't.title',
    company: 't.company',
    company_domain: 't.company_domain',
    phone: 't.phone',
    linkedin_url: 't.linkedin_url',
    website: 't.website',
    country: 't.country',
    city: 't.city',
    industry: 't.industry',
    employee_count: 't.employee_count',
    source: 't.source',
    status: 't.status',
    verdict: 't.verdict',
    verdict_reasons: 't.verdict_reasons',
    verdict_provisional: 't.verdict_provisional',
    last_contacted_at: 't.last_contacted_at',
    labels: 't.labels',
    created_at: 't.created_at',
    updated_at: 't.updated_at',
    deleted_at: 't.deleted_at',
  },
  fields: {
    email: { column: 't.email', type: 'text', searchable: true },
    first_name: { column: 't.first_name', type: 'text', searchable: true },
    last_name: { column: 't.last_name', type: 'text', searchable: true },
    title: { column: 't.title', type: 'text' },
    company: { column: 't.company', type: 'text', searchable: true },
    company_domain: { column: 't.company_domain', type: 'text' },
    client_id: { column: 't.client_id', type: 'uuid' },
    client_name: { column: 'c.company_name', type: 'text' },
    campaign_id: { column: 't.campaign_id', type: 'uuid' },
    import_id: { column: 't.import_id', type: 'uuid' },
    phone: { column: 't.phone', type: 'text' },
    country: { column: 't.country', type: 'text' },
    city: { column: 't.city', type: 'text' },
    industry: { column: 't.industry', type: 'text' },
    employee_count: { column: 't.employee_count', type: 'number' },
    source: { column: 't.source', type: 'text' },
    status: { column: 't.status', type: 'text' },
    verdict: { column: 't.verdict', type: 'text' },
    verdict_provisional: { column: 't.verdict_provisional', type: 'boolean' },
    last_contacted_at: { column: 't.last_contacted_at', type: 'instant' },
    labels: { column: 't.labels', type: 'labels' },
    created_at: { column: 't.created_at', type: 'instant' },
    updated_at: { column: 't.updated_at', type: 'instant' },
    deleted_at: { column: 't.deleted_at', type: 'instant' },
  },
  where: ({ clientId, campaignId, importId, trash }) => {
    const params: string[] = [];
    const only = (column: string, value: string | null) =>
      value === null ? [] : [`t.${column} = $${params.push(value)}::text::uuid`];
    const conditions = [
      `t.deleted_at IS ${trash ? 'NOT NULL' : 'NULL'}`,
      't.archived IS NOT TRUE',
      ...only('client_id', clientId),
      ...only('campaign_id', campaignId),
      ...only('import_id', importId),
    ];
    return { text: conditions.join(' AND '), params };
  },
  defaultSort: [{ field: 'created_at', direction: 'desc' }],
});

/** What a bulk edit has to know of its rows: whose they are and what would have to be put back. */
export const leadsBulk = defineRows({
  kind: 'rows',
  name: 'leads.bulk',
  args: z.object({ ids: z.array(z.uuid()).min(1).max(1_000) }),
  entity: null,
  reads: { leads: ['client_id', 'status', 'campaign_id', 'labels', 'deleted_at'] },
  statement: ({ ids }) => ({
    text: `select t.id::text as key, t.id, t.client_id, t.status, t.campaign_id, t.labels
      from leads t where t.id = any($1::text[]::uuid[]) and t.deleted_at is null`,
    params: [ids],
  }),
});

/** Leads as an exported file shows them. */
export const leadsExport = defineRows({
  kind: 'rows',
  name: 'leads.export',
  args: z.object({ ids: z.array(z.uuid()).min(1).max(1_000) }),
  entity: null,
  reads: { leads: '*', clients: ['company_name'], campaigns: ['campaign_name'] },
  statement: ({ ids }) => ({
    text: `select t.id::text as key, t.id, t.email, t.first_name, t.last_name, t.title, t.company, t.company_domain, t.phone,
        t.linkedin_url, t.website, t.country, t.city, t.industry, t.employee_count, t.source, t.status, t.verdict,
        t.verdict_reasons, c.company_name as client, k.campaign_name as campaign, t.labels, t.created_at
      from leads t left join clients c on c.id = t.client_id left join campaigns k on k.id = t.campaign_id
      where t.id = any($1::text[]::uuid[]) and t.deleted_at is null`,
    params: [ids],
  }),
});

/** One lead with everything there is about it. */
export const leadsDetail = defineRows({
  kind: 'rows',
  name: 'leads.detail',
  args: z.object({ id: z.uuid() }),
  entity: 'leads',
  reads: { leads: '*', clients: ['company_name'], campaigns: ['campaign_name'], lead_imports: ['file_name'] },
  statement: ({ id }) => ({
    text: `select t.id::text as key, t.id, t.client_id, c.company_name as client_name, t.campaign_id, k.campaign_name,
        t.email, t.first_name, t.last_name, t.title, t.company, t.company_domain, t.phone, t.linkedin_url, t.website,
        t.country, t.city, t.industry, t.employee_count, t.custom, t.source, t.status, t.verdict, t.verdict_reasons,
        t.verdict_provisional, t.verified_at, t.last_contacted_at, t.labels, t.created_at, t.updated_at, t.deleted_at,
        f.file_name as import_file
      from leads t left join clients c on c.id = t.client_id left join campaigns k on k.id = t.campaign_id
        left join lead_imports f on f.id = t.import_id
      where t.id = $1::text::uuid`,
    params: [id],
  }),
  affects: ({ id }, table, row) => table !== 'leads' || row['id'] === undefined || row['id'] === id,
});

/** Countries that occur among leads, most frequent first: the choices of a filter. */
export const leadsCountries = defineRows({
  kind: 'rows',
  name: 'leads.countries',
  args: z.object({}),
  entity: null,
  reads: { leads: ['country', 'deleted_at'] },
  statement: () => ({
    text: `select country as key, country, count(*)::int as leads from leads
      where country is not null and deleted_at is null group by country order by count(*) desc, country limit 300`,
    params: [],
  }),
});

/** Imports by name, newest first: the choices of a filter. */
export const importsNames = defineRows({
  kind: 'rows',
  name: 'imports.names',
  args: z.object({}),
  entity: null,
  reads: { lead_imports: ['file_name', 'started_at'] },
  statement: () => ({
    text: `select id::text as key, id, client_id, file_name, started_at from lead_imports order by started_at desc, id limit 200`,
    params: [],
  }),
});
