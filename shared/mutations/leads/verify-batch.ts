import { MAX_ROWS_PER_MUTATION } from '../../domain/limits/mutation-rows.ts';
import { z } from 'zod';
import { idArgument } from '../arguments.ts';
import { defineMutation } from '../define.ts';
import { existingRows } from '../existing.ts';
import { mayDo } from '../permitted.ts';
import { subject } from '../sentences.ts';
import { leadName } from './lead-fields.ts';
import { outranks, verdictArgument, verdictColumns, verificationRow } from './verdicts.ts';

/**
 * Records Guardian's verdicts on existing leads. Every verdict is kept on the server; the lead shows it unless the server
 * already found out more than this one knows.
 */
export const verifyLeads = defineMutation({
  name: 'leads/verify-batch',
  version: 1,
  args: z.object({
    client_id: idArgument,
    verdicts: z
      .array(z.object({ lead_id: idArgument, ...verdictArgument.shape }))
      .min(1)
      .max(MAX_ROWS_PER_MUTATION)
      .refine((all) => new Set(all.map(({ lead_id }) => lead_id)).size === all.length, 'names a lead twice'),
  }),
  scope: (args) => args.client_id,
  permission: mayDo('act', 'leads'),
  apply: async (store, args, context) => {
    const ids = args.verdicts.map(({ lead_id }) => lead_id);
    const leads = await existingRows(store, 'leads', ids, context);
    const said = new Map(args.verdicts.map((verdict, index) => [verdict.lead_id, { verdict, index }]));
    const judged = leads.flatMap((lead) => {
      const entry = said.get(lead.id);
      return entry ? [{ lead, ...entry }] : [];
    });
    await store.update(
      'leads',
      judged
        .filter(({ lead, verdict }) => outranks(verdict, lead))
        .map(({ lead, verdict }) => ({ id: lead.id, ...verdictColumns(verdict, context) })),
    );
    await store.insert(
      'lead_verifications',
      judged.map(({ lead, verdict, index }) => verificationRow(lead.id, verdict, context, index)),
    );
    return {
      entityType: 'lead',
      entityId: ids.length === 1 ? (ids[0] ?? null) : null,
      summary: `Verified ${subject('lead', leads.map(leadName), ids.length)}`,
    };
  },
});
