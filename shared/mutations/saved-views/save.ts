import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { idArgument, requiredText } from '../arguments.ts';
import { defineMutation, type Actor } from '../define.ts';
import { mayDo } from '../permitted.ts';

/** Keeps a filter, sort and column set under a name, new or in place of the person's own one with this id. */
export const saveView = defineMutation({
  name: 'saved-views/save',
  version: 1,
  args: z.object({
    id: idArgument,
    screen: requiredText(60),
    name: requiredText(100),
    definition: z.record(z.string(), z.unknown()),
    shared: z.boolean().default(false),
    pinned: z.boolean().default(false),
  }),
  scope: () => null,
  permission: mayDo('create', 'saved_views'),
  apply: async (store, args, context) => {
    const owner = personOf(context.actor);
    const [present] = await store.get('saved_views', [args.id]);
    if (present && present.user_id !== owner) throw foreignView();
    const { id, name, definition, shared, pinned } = args;
    if (present) await store.update('saved_views', [{ id, name, definition, shared, pinned }]);
    else await store.insert('saved_views', [{ ...args, user_id: owner }]);
    return { entityType: 'saved_view', entityId: id, summary: `Saved the view ${name}` };
  },
});

/** Views belong to people. Throws `forbidden` for the server's own jobs. */
function personOf(actor: Actor): string {
  if (actor.userId !== null) return actor.userId;
  throw new AppError('forbidden', 'the system keeps no views', { hint: 'A view belongs to a person.' });
}

export function foreignView(): AppError {
  return new AppError('forbidden', 'view of another person', {
    hint: 'This view belongs to someone else. Save it under your own name instead.',
  });
}
