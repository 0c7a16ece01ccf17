import { z } from 'zod';
import { idArgument, idsArgument } from '../arguments.ts';
import { defineMutation } from '../define.ts';
import { existingRows } from '../existing.ts';
import { mayDo } from '../permitted.ts';
import { subject } from '../sentences.ts';
import { leadName } from './lead-fields.ts';
import { assertMailboxesFree } from './mailbox-unique.ts';

const argsSchema = z.object({ client_id: idArgument, ids: idsArgument });

/** Moves leads to the trash. Those already there keep their date. */
export const deleteLeads = defineMutation({
  name: 'leads/delete',
  version: 1,
  args: argsSchema,
  scope: (args) => args.client_id,
  permission: mayDo('delete', 'leads'),
  apply: async (store, args, context) => {
    const found = await existingRows(store, 'leads', args.ids, context);
    const live = found.filter((lead) => lead.deleted_at === null);
    await store.update(
      'leads',
      live.map(({ id }) => ({ id, deleted_at: context.now })),
    );
    return {
      entityType: 'lead',
      entityId: args.ids.length === 1 ? (args.ids[0] ?? null) : null,
      summary: `Moved ${subject('lead', found.map(leadName), args.ids.length)} to the trash`,
    };
  },
});

/** Brings leads back from the trash. Refused when the client has another lead with the same mailbox by now. */
export const restoreLeads = defineMutation({
  name: 'leads/restore',
  version: 1,
  args: argsSchema,
  scope: (args) => args.client_id,
  permission: mayDo('delete', 'leads'),
  apply: async (store, args, context) => {
    const found = await existingRows(store, 'leads', args.ids, context);
    const trashed = found.filter((lead) => lead.deleted_at !== null);
    await assertMailboxesFree(store, args.client_id, trashed);
    await store.update(
      'leads',
      trashed.map(({ id }) => ({ id, deleted_at: null })),
    );
    return {
      entityType: 'lead',
      entityId: args.ids.length === 1 ? (args.ids[0] ?? null) : null,
      summary: `Restored ${subject('lead', found.map(leadName), args.ids.length)}`,
    };
  },
});
