import { z } from 'zod';
import { IMPORT_STATUSES } from '../../domain/vocabulary/leads.ts';
import { idArgument } from '../arguments.ts';
import { defineMutation } from '../define.ts';
import { existingRows } from '../existing.ts';
import { mayDo } from '../permitted.ts';

const SENTENCES = {
  finished: 'Finished importing',
  cancelled: 'Cancelled importing',
  failed: 'Failed importing',
};

/**
 * Closes the record of an import. `refused` adds rows refused after the last batch. Closing a closed one again changes its
 * status, so that a resumed import can finish.
 */
export const finishImport = defineMutation({
  name: 'lead-imports/finish',
  version: 1,
  args: z.object({
    id: idArgument,
    client_id: idArgument,
    status: z.enum(IMPORT_STATUSES).exclude(['running']),
    refused: z.int().min(0).default(0),
  }),
  scope: (args) => args.client_id,
  permission: mayDo('update', 'lead_imports'),
  apply: async (store, args, context) => {
    const [run] = await existingRows(store, 'lead_imports', [args.id], context);
    if (run) {
      await store.update('lead_imports', [
        {
          id: args.id,
          status: args.status,
          finished_at: context.now,
          total_rows: run.total_rows + args.refused,
          refused_rows: run.refused_rows + args.refused,
        },
      ]);
    }
    return {
      entityType: 'lead_import',
      entityId: args.id,
      summary: `${SENTENCES[args.status]} ${run?.file_name ?? 'a list'}`,
    };
  },
});
