import { z } from 'zod';
import { CLIENT_STATUSES } from '../../domain/vocabulary/seed.ts';
import { idArgument, patchOf } from '../arguments.ts';
import { defineMutation } from '../define.ts';
import { applyFieldPatches } from '../field-patches.ts';
import { mayDo } from '../permitted.ts';
import { changeSentence } from '../sentences.ts';
import { clientFacts } from './client-fields.ts';

/** Changes fields of one client, its status included. */
export const updateClient = defineMutation({
  name: 'clients/update',
  version: 1,
  args: z.object({
    client_id: idArgument,
    patch: patchOf({ ...clientFacts, status: z.enum(CLIENT_STATUSES) }),
  }),
  scope: (args) => args.client_id,
  permission: mayDo('update', 'clients'),
  apply: async (store, args, context) => {
    const { before } = await applyFieldPatches(
      store,
      'clients',
      [{ id: args.client_id, ...args.patch }],
      context,
    );
    return {
      entityType: 'client',
      entityId: args.client_id,
      summary: changeSentence(before[0]?.company_name ?? 'a client', [args.patch]),
    };
  },
});
