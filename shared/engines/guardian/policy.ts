import { z } from 'zod';

const outcome = z.enum(['allow', 'review', 'block']);

/**
 * What a client lets Guardian accept. Stored as JSON with the client; every part has a default, so `{}` is the
 * agency's standard policy.
 */
export const guardianPolicySchema = z.object({
  /** Free mailboxes (gmail.com…) in a list of businesses. */
  free_provider: outcome.default('review'),
  /** info@, sales@… */
  role_account: outcome.default('review'),
  /** Names reserved for documentation and tests (.example, example.com): mail to them goes nowhere. */
  reserved_domain: z.enum(['refuse', 'review', 'allow']).default('review'),
  /** Country of leads that neither say nor hint at one. */
  default_country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'a two-letter country code')
    .nullable()
    .default(null),
  /** A lead whose country nobody knows. */
  unknown_country: outcome.default('review'),
  /** Overrides of the law table, each with the basis that is recorded instead. */
  countries: z
    .record(
      z.string().regex(/^[A-Z]{2}$/, 'a two-letter country code'),
      z.object({ outcome, basis: z.string().trim().min(10, 'say what the decision rests on') }),
    )
    .default({}),
  /** A lead the client already has: only remark it (an import decides itself) or block it. */
  duplicate_in_client: z.enum(['report', 'block']).default('report'),
});

export type GuardianPolicy = z.infer<typeof guardianPolicySchema>;

export const DEFAULT_POLICY: GuardianPolicy = guardianPolicySchema.parse({});
