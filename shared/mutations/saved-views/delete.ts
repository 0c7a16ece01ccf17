import { z } from 'zod';
import { idArgument } from '../arguments.ts';
import { defineMutation } from '../define.ts';
import { existingRows } from '../existing.ts';
import { isAdmin, mayDo } from '../permitted.ts';
import { foreignView } from './save.ts';

/** Removes one's own view; admins may remove shared ones of others. */
export const deleteView = defineMutation({
  name: 'saved-views/delete',
  version: 1,
  args: z.object({ id: idArgument }),
  scope: () => null,
  permission: mayDo('delete', 'saved_views'),
  apply: async (store, args, context) => {
    const [view] = await existingRows(store, 'saved_views', [args.id], context);
    const allowed =
      view?.user_id === context.actor.userId || (view?.shared === true && isAdmin(context.actor));
    if (view && !allowed) throw foreignView();
    await store.remove('saved_views', [args.id]);
    return {
      entityType: 'saved_view',
      entityId: args.id,
      summary: `Removed the view ${view?.name ?? ''}`.trim(),
    };
  },
});
