import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { idArgument } from '../arguments.ts';
import { defineMutation } from '../define.ts';
import { assertIdsFree, assertRefersTo } from '../existing.ts';
import { mayDo } from '../permitted.ts';
import { missingReference } from '../refusals.ts';

/** Gives a client to a person to look after, which lets them see its rows. */
export const assignClient = defineMutation({
  name: 'client-assignments/assign',
  version: 1,
  args: z.object({ id: idArgument, client_id: idArgument, user_id: idArgument }),
  scope: (args) => args.client_id,
  permission: mayDo('create', 'client_assignments'),
  apply: async (store, args, context) => {
    await assertIdsFree(store, 'client_assignments', [args.id]);
    await assertRefersTo(store, 'clients', args.client_id, context);
    const [person] = await store.get('users', [args.user_id]);
    if (!person && context.side === 'server') throw missingReference('users');
    const name = person?.name ?? 'someone';
    const already = await store.findBy('client_assignments', 'user_id', [args.user_id], {
      client_id: args.client_id,
    });
    if (already.length > 0) {
      throw new AppError('already_exists', 'assigned already', {
        hint: `${name} looks after this client already.`,
      });
    }
    await store.insert('client_assignments', [{ ...args, scope_client_id: args.client_id }]);
    return { entityType: 'client', entityId: args.client_id, summary: `Assigned the client to ${name}` };
  },
});
