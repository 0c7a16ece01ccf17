import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { idOrNull, idsArgument } from '../arguments.ts';
import { defineMutation } from '../define.ts';
import { existingRows } from '../existing.ts';
import { counted } from '../sentences.ts';
import { maySuppress } from './may-suppress.ts';

/** Takes entries off the do-not-contact list. The activity keeps who did it. */
export const removeSuppressions = defineMutation({
  name: 'suppressions/remove',
  version: 1,
  args: z.object({ client_id: idOrNull, ids: idsArgument }),
  scope: (args) => args.client_id,
  permission: maySuppress('delete'),
  apply: async (store, args, context) => {
    const entries = await existingRows(store, 'suppressions', args.ids, context);
    // A client's scope also shows the agency's entries, which are not its to remove.
    if (entries.some((entry) => entry.scope_client_id !== args.client_id)) throw agencyEntry();
    await store.remove('suppressions', args.ids);
    return {
      entityType: 'suppression',
      entityId: args.ids.length === 1 ? (args.ids[0] ?? null) : null,
      summary: `Took ${counted(args.ids.length, 'entry')} off the do-not-contact list`,
    };
  },
});

function agencyEntry(): AppError {
  return new AppError('forbidden', 'an entry of the agency', {
    hint: 'This entry is on the list of the whole agency. Only an admin can take it off, there.',
  });
}
