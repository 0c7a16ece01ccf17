import { z } from 'zod';
import { idArgument, idsArgument } from '../arguments.ts';
import { defineMutation } from '../define.ts';
import { applyFieldPatches } from '../field-patches.ts';
import { mayDo } from '../permitted.ts';
import { subject } from '../sentences.ts';
import { leadName } from './lead-fields.ts';

/** Archives leads or brings them back. Archived ones leave the devices and stay on the server. */
export const archiveLeads = defineMutation({
  name: 'leads/archive',
  version: 1,
  args: z.object({ client_id: idArgument, ids: idsArgument, archived: z.boolean().default(true) }),
  scope: (args) => args.client_id,
  permission: mayDo('update', 'leads'),
  apply: async (store, args, context) => {
    const patches = args.ids.map((id) => ({ id, archived: args.archived }));
    const { before } = await applyFieldPatches(store, 'leads', patches, context);
    const what = subject('lead', before.map(leadName), args.ids.length);
    return {
      entityType: 'lead',
      entityId: args.ids.length === 1 ? (args.ids[0] ?? null) : null,
      summary: args.archived ? `Archived ${what}` : `Took ${what} out of the archive`,
    };
  },
});
