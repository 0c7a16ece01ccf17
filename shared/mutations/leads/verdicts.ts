import { z } from 'zod';
import { ENGINE_HOSTS } from '../../domain/vocabulary/engines.ts';
import { VERDICTS } from '../../domain/vocabulary/leads.ts';
import type { NewRow } from '../../schema/registry.ts';
import type { MutationContext } from '../define.ts';

const reasonSchema = z.object({
  code: z.string().min(1).max(60),
  severity: z.string().min(1).max(20),
  text: z.string().max(500),
  field: z.string().max(60).optional(),
});

/** What Guardian said of one lead, worst reason first. */
export const verdictArgument = z.object({
  verdict: z.enum(VERDICTS).exclude(['unverified']),
  provisional: z.boolean().default(true),
  reasons: z.array(reasonSchema).max(60),
  engine_version: z.string().min(1).max(40),
  host: z.enum(ENGINE_HOSTS),
});
export type VerdictArgument = z.infer<typeof verdictArgument>;

/** The columns of the lead that carry its latest verdict. */
export function verdictColumns(said: VerdictArgument, context: MutationContext) {
  return {
    verdict: said.verdict,
    verdict_reasons: said.reasons.map(({ code }) => code),
    verdict_provisional: said.provisional,
    verified_at: context.now,
  };
}

/** The server's record of it; `index` numbers the verifications of one mutation. */
export function verificationRow(
  leadId: string,
  said: VerdictArgument,
  context: MutationContext,
  index: number,
): NewRow<'lead_verifications'> {
  return {
    id: context.derivedId(index),
    scope_client_id: context.scope ?? '',
    lead_id: leadId,
    verdict: said.verdict,
    provisional: said.provisional,
    reasons: said.reasons,
    engine_version: said.engine_version,
    host: said.host,
    checked_at: context.now,
  };
}

/** What only a desktop judged never replaces what the server found out. */
export function outranks(
  said: Pick<VerdictArgument, 'provisional'>,
  lead: { readonly verdict: string; readonly verdict_provisional: boolean },
): boolean {
  return !said.provisional || lead.verdict_provisional || lead.verdict === 'unverified';
}
