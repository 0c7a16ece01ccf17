import { z } from 'zod';
import { idArgument } from '../arguments.ts';
import { defineMutation } from '../define.ts';
import { existingRows } from '../existing.ts';
import { mayDo } from '../permitted.ts';

/** Takes a client from a person; its rows leave their devices. */
export const unassignClient = defineMutation({
  name: 'client-assignments/unassign',
  version: 1,
  args: z.object({ id: idArgument, client_id: idArgument }),
  scope: (args) => args.client_id,
  permission: mayDo('delete', 'client_assignments'),
  apply: async (store, args, context) => {
    const [assignment] = await existingRows(store, 'client_assignments', [args.id], context);
    const [person] = assignment ? await store.get('users', [assignment.user_id]) : [];
    await store.remove('client_assignments', [args.id]);
    return {
      entityType: 'client',
      entityId: args.client_id,
      summary: `Took the client from ${person?.name ?? 'someone'}`,
    };
  },
});
