import { z } from 'zod';

import { guardianPolicySchema } from '../../../shared/engines/guardian/policy.ts';
import type { GuardianPolicy } from '../../../shared/engines/guardian/policy.ts';
import type { SuppressionRow } from '../../../shared/engines/guardian/suppression-set.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import type { ExistingLead } from '../../../shared/ports/existing-leads.ts';
import type { ReplicaClient } from '../../replica/types.ts';

type Reader = Pick<ReplicaClient, 'read'>;

const text = z.string().nullable();
const leadSchema = z.object({
  id: z.string(),
  email_key: z.string(),
  email: z.string(),
  first_name: text,
  last_name: text,
  title: text,
  company: text,
  company_domain: text,
  phone: text,
  linkedin_url: text,
  website: text,
  country: text,
  city: text,
  industry: text,
  employee_count: z.coerce.number().nullable(),
  custom: z.record(z.string(), z.string()).nullable(),
});

export async function existingLeads(
  replica: Reader,
  clientId: string,
  keys: readonly string[],
): Promise<readonly ExistingLead[]> {
  const rows = await replica.read('leads.by-email-keys', { clientId, keys });
  return z
    .array(leadSchema)
    .parse(rows)
    .map(({ id, email_key, custom, ...values }) => ({
      id,
      email_key,
      values: { ...values, custom: custom ?? {} },
    }));
}

const suppressionSchema = z.object({
  value_hmac: z.string(),
  reason: z.string(),
  scope: z.enum(['global', 'client']),
});

export async function suppressionRows(replica: Reader, clientId: string): Promise<readonly SuppressionRow[]> {
  return z.array(suppressionSchema).parse(await replica.read('suppressions.for-client', { clientId }));
}

const clientSchema = z.object({ settings: z.record(z.string(), z.unknown()).nullable() });

/** The client's own policy, under `guardian` in its settings. Throws `not_found` for a client out of scope. */
export async function clientPolicy(replica: Reader, clientId: string): Promise<GuardianPolicy> {
  const [row] = await replica.read('clients.detail', { id: clientId });
  if (!row) {
    throw new AppError('not_found', `no client ${clientId}`, {
      hint: 'This client is not there, or you do not look after it (any more).',
    });
  }
  const policy = guardianPolicySchema.safeParse(clientSchema.parse(row).settings?.['guardian'] ?? {});
  if (policy.success) return policy.data;
  throw new AppError('precondition_failed', `policy of ${clientId}: ${policy.error.message}`, {
    hint: 'The checking policy in this client’s settings cannot be read. Correct it, then import again.',
  });
}
