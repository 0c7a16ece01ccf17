import { z } from 'zod';
import { defineRows } from './define.ts';

/** Leads of a client by mailbox, not in the trash: what an import has to know. */
export const leadsByEmailKeys = defineRows({
  kind: 'rows',
  name: 'leads.by-email-keys',
  args: z.object({ clientId: z.uuid(), keys: z.array(z.string().max(400)).min(1).max(1_000) }),
  entity: 'leads',
  reads: { leads: '*' },
  statement: ({ clientId, keys }) => ({
    text: `select t.id::text as key, t.id, t.email_key, t.email, t.first_name, t.last_name, t.title, t.company,
        t.company_domain, t.phone, t.linkedin_url, t.website, t.country, t.city, t.industry, t.employee_count, t.custom
      from leads t
      where t.client_id = $1::text::uuid and t.deleted_at is null and t.email_key = any($2::text[])`,
    params: [clientId, keys],
  }),
  affects: ({ clientId }, _table, row) => row['client_id'] === undefined || row['client_id'] === clientId,
});

/** Do-not-contact entries that hold for a client: its own and the agency's. */
export const suppressionsForClient = defineRows({
  kind: 'rows',
  name: 'suppressions.for-client',
  args: z.object({ clientId: z.uuid() }),
  entity: 'suppressions',
  reads: { suppressions: '*' },
  statement: ({ clientId }) => ({
    text: `select t.id::text as key, t.value_hmac, t.reason,
        case when t.scope_client_id is null then 'global' else 'client' end as scope
      from suppressions t where t.scope_client_id is null or t.scope_client_id = $1::text::uuid`,
    params: [clientId],
  }),
});
