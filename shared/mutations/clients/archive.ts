import { z } from 'zod';
import { idArgument } from '../arguments.ts';
import { defineMutation } from '../define.ts';
import { applyFieldPatches } from '../field-patches.ts';
import { mayDo } from '../permitted.ts';

/** Archives a client or brings it back. Its rows stay as they are. */
export const archiveClient = defineMutation({
  name: 'clients/archive',
  version: 1,
  args: z.object({ client_id: idArgument, archived: z.boolean().default(true) }),
  scope: (args) => args.client_id,
  permission: mayDo('delete', 'clients'),
  apply: async (store, args, context) => {
    const patch = { id: args.client_id, archived: args.archived };
    const { before } = await applyFieldPatches(store, 'clients', [patch], context);
    const name = before[0]?.company_name ?? 'a client';
    return {
      entityType: 'client',
      entityId: args.client_id,
      summary: args.archived ? `Archived ${name}` : `Took ${name} out of the archive`,
    };
  },
});
