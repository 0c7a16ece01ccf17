import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { guardianContext } from '../../shared/engines/guardian/context.ts';
import { createGuardian } from '../../shared/engines/guardian/guardian.ts';
import { guardianPolicySchema } from '../../shared/engines/guardian/policy.ts';
import { suppressionSet } from '../../shared/engines/guardian/suppression-set.ts';
import type { ExistingLead } from '../../shared/ports/existing-leads.ts';
import type { ApiClient } from './api-client.ts';
import { readTable, type TextRow } from './shape-rows.ts';

/** Guardian with a client's policy and the do-not-contact entries that hold for it. */
export async function guardianForClient(
  api: ApiClient,
  client: TextRow & { readonly id: string },
  keyHex: string,
) {
  const settings = z.record(z.string(), z.unknown()).parse(JSON.parse(client['settings'] ?? '{}'));
  const key = Buffer.from(keyHex, 'hex');
  const entries = (await readTable(api, 'suppressions'))
    .filter((row) => row['scope_client_id'] === null || row['scope_client_id'] === client.id)
    .map((row) => ({
      value_hmac: row['value_hmac'] ?? '',
      reason: row['reason'] ?? '',
      scope: row['scope_client_id'] === null ? ('global' as const) : ('client' as const),
    }));
  const digest = (value: string): string => createHmac('sha256', key).update(value).digest('hex');
  return createGuardian(
    guardianContext({
      policy: guardianPolicySchema.parse(settings['guardian'] ?? {}),
      suppression: suppressionSet(entries, digest),
    }),
  );
}

/** A client's leads that are not in the trash, as the import planner and Guardian know them. */
export async function leadsOfClient(
  api: ApiClient,
  clientId: string,
): Promise<readonly (ExistingLead & { readonly verdict: string })[]> {
  const rows = await readTable(api, 'leads');
  return rows
    .filter((row) => row['client_id'] === clientId && row['deleted_at'] === null)
    .map(toExistingLead);
}

function toExistingLead(row: TextRow): ExistingLead & { readonly verdict: string } {
  const text = (name: string): string | null => row[name] ?? null;
  return {
    id: row['id'] ?? '',
    email_key: row['email_key'] ?? '',
    verdict: row['verdict'] ?? 'unverified',
    values: {
      email: row['email'] ?? '',
      first_name: text('first_name'),
      last_name: text('last_name'),
      title: text('title'),
      company: text('company'),
      company_domain: text('company_domain'),
      phone: text('phone'),
      linkedin_url: text('linkedin_url'),
      website: text('website'),
      country: text('country'),
      city: text('city'),
      industry: text('industry'),
      employee_count: row['employee_count'] ? Number(row['employee_count']) : null,
      custom: z.record(z.string(), z.string()).parse(JSON.parse(row['custom'] ?? '{}')),
    },
  };
}
