import { z } from 'zod';
import { listViewSchema } from '../domain/list-view/list-view.ts';
import { defineList } from './define.ts';

/** Leads that are not in the trash, of all clients or of one client, campaign or import. */
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
