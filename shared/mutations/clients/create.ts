import { z } from 'zod';
import { CLIENT_STATUSES } from '../../domain/vocabulary/seed.ts';
import { clientCodeSchema } from '../../kernel/ids.ts';
import { idArgument } from '../arguments.ts';
import { defineMutation } from '../define.ts';
import { assertIdsFree } from '../existing.ts';
import { mayDo } from '../permitted.ts';
import { freeClientCode } from './client-code.ts';
import { clientFacts } from './client-fields.ts';

/** Adds a client. The device proposes the code people use; the server takes another one where it is taken. */
export const createClient = defineMutation({
  name: 'clients/create',
  version: 1,
  args: z.object({
    id: idArgument,
    code: clientCodeSchema,
    status: z.enum(CLIENT_STATUSES).default('onboarding'),
    fields: z.strictObject(clientFacts).partial().required({ company_name: true }),
  }),
  // A client's own row is the first of its scope.
  scope: (args) => args.id,
  permission: mayDo('create', 'clients'),
  apply: async (store, args, context) => {
    await assertIdsFree(store, 'clients', [args.id]);
    const code = await freeClientCode(args.code, context);
    const { labels, ...fields } = args.fields;
    await store.insert('clients', [
      {
        ...fields,
        ...(labels ? { labels: [...labels] } : {}),
        id: args.id,
        scope_client_id: args.id,
        client_id: code,
        status: args.status,
      },
    ]);
    return { entityType: 'client', entityId: args.id, summary: `Added the client ${fields.company_name}` };
  },
});
