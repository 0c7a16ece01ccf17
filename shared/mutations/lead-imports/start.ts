import { z } from 'zod';
import { idArgument, idOrNull, requiredText } from '../arguments.ts';
import { defineMutation } from '../define.ts';
import { assertIdsFree, assertRefersTo } from '../existing.ts';
import { mayDo } from '../permitted.ts';

/** Opens the record of an import, before its first batch. Counters start at nothing and grow with the batches. */
export const startImport = defineMutation({
  name: 'lead-imports/start',
  version: 1,
  args: z.object({
    id: idArgument,
    client_id: idArgument,
    campaign_id: idOrNull,
    file_name: requiredText(255),
    mode: z.enum(['create', 'update', 'both']),
    on_match: z.enum(['skip', 'fill', 'overwrite']),
    /** Lead field → column of the file, by its header. */
    mapping: z.record(z.string().max(60), z.string().max(1_000)),
  }),
  scope: (args) => args.client_id,
  permission: mayDo('create', 'lead_imports'),
  apply: async (store, args, context) => {
    await assertIdsFree(store, 'lead_imports', [args.id]);
    await assertRefersTo(store, 'clients', args.client_id, context);
    await assertRefersTo(store, 'campaigns', args.campaign_id, context);
    await store.insert('lead_imports', [
      {
        ...args,
        scope_client_id: args.client_id,
        created_by: context.actor.userId,
        started_at: context.now,
      },
    ]);
    return {
      entityType: 'lead_import',
      entityId: args.id,
      summary: `Started importing ${args.file_name}`,
    };
  },
});
