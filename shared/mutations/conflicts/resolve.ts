import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { type Row, type SyncedTableName } from '../../schema/registry.ts';
import { idArgument, idOrNull } from '../arguments.ts';
import { defineMutation, type Actor } from '../define.ts';
import { existingRows } from '../existing.ts';
import { writeField } from '../field-patches.ts';
import { mayDo } from '../permitted.ts';
import { nounOf } from '../refusals.ts';
import { fieldWords } from '../sentences.ts';
import { editableTable } from './editable-table.ts';

const argsSchema = z
  .object({
    id: idArgument,
    client_id: idOrNull,
    choice: z.enum(['mine', 'theirs', 'value']),
    /** For `value`: what the field shall be. */
    value: z.unknown().optional(),
  })
  .refine((args) => args.choice !== 'value' || args.value !== undefined, 'value is missing');

/** Settles one field two people disagreed about: the later value, the one that stayed, or a third one. */
export const resolveConflict = defineMutation({
  name: 'conflicts/resolve',
  version: 1,
  args: argsSchema,
  scope: (args) => args.client_id,
  permission: mayDo('act', 'conflicts'),
  apply: async (store, args, context) => {
    const [conflict] = await existingRows(store, 'conflicts', [args.id], context);
    if (!conflict) return { entityType: 'conflict', entityId: args.id, summary: 'Settled a conflict' };
    const table = askedTable(conflict, context.actor);
    const value =
      args.choice === 'mine' ? conflict.mine : args.choice === 'theirs' ? conflict.theirs : args.value;
    if (args.choice !== 'theirs')
      await writeField(store, table, conflict.row_id, conflict.field, value ?? null);
    await store.update('conflicts', [
      {
        id: conflict.id,
        status: 'resolved',
        resolution: { choice: args.choice, value: value ?? null },
        resolved_by: context.actor.userId,
        resolved_at: context.now,
      },
    ]);
    return {
      entityType: nounOf(table),
      entityId: conflict.row_id,
      summary: `Settled ${fieldWords(conflict.field)} of a ${nounOf(table)}`,
    };
  },
});

/** Throws `precondition_failed` when it is settled, and what `editableTable` throws. */
function askedTable(conflict: Row<'conflicts'>, actor: Actor): SyncedTableName {
  if (conflict.status === 'open') return editableTable(conflict, actor);
  throw new AppError('precondition_failed', 'conflict settled already', {
    hint: 'Someone settled this already.',
  });
}
