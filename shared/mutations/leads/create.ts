import { z } from 'zod';
import { LEAD_SOURCES } from '../../domain/vocabulary/leads.ts';
import { idArgument, idOrNull, labelsArgument } from '../arguments.ts';
import { defineMutation } from '../define.ts';
import { assertIdsFree, assertRefersTo } from '../existing.ts';
import { mayDo } from '../permitted.ts';
import { leadAddress, leadFacts, leadName } from './lead-fields.ts';
import { assertMailboxesFree } from './mailbox-unique.ts';
import { verdictArgument, verdictColumns, verificationRow } from './verdicts.ts';

/** Adds one lead by hand, judged or not. A mailbox the client already has is refused. */
export const createLead = defineMutation({
  name: 'leads/create',
  version: 1,
  args: z.object({
    id: idArgument,
    client_id: idArgument,
    campaign_id: idOrNull.default(null),
    source: z.enum(LEAD_SOURCES).default('manual'),
    labels: labelsArgument.default([]),
    ...leadAddress,
    fields: z.strictObject(leadFacts).partial().default({}),
    verification: verdictArgument.nullable().default(null),
  }),
  scope: (args) => args.client_id,
  permission: mayDo('create', 'leads'),
  apply: async (store, args, context) => {
    await assertIdsFree(store, 'leads', [args.id]);
    await assertMailboxesFree(store, args.client_id, [args]);
    await assertRefersTo(store, 'campaigns', args.campaign_id, context);
    const lead = {
      ...args.fields,
      id: args.id,
      scope_client_id: args.client_id,
      client_id: args.client_id,
      campaign_id: args.campaign_id,
      email: args.email,
      email_key: args.email_key,
      source: args.source,
      labels: [...args.labels],
      ...(args.verification ? verdictColumns(args.verification, context) : {}),
    };
    await store.insert('leads', [lead]);
    if (args.verification) {
      const row = verificationRow(args.id, args.verification, context, 0);
      await store.insert('lead_verifications', [row]);
    }
    return {
      entityType: 'lead',
      entityId: args.id,
      summary: `Added the lead ${leadName({
        first_name: args.fields.first_name ?? null,
        last_name: args.fields.last_name ?? null,
        email: args.email,
      })}`,
    };
  },
});
