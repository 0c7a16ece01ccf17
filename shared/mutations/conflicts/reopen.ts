import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import type { Row, SyncedTableName } from '../../schema/registry.ts';
import { idArgument, idOrNull } from '../arguments.ts';
import { rawRow, sameValue } from '../canonical.ts';
import { defineMutation } from '../define.ts';
import { existingRows } from '../existing.ts';
import { writeField } from '../field-patches.ts';
import { mayDo } from '../permitted.ts';
import { nounOf } from '../refusals.ts';
import { fieldWords } from '../sentences.ts';
import type { MutationStore } from '../store.ts';
import { editableTable } from './editable-table.ts';

const resolutionSchema = z.object({ choice: z.enum(['mine', 'theirs', 'value']), value: z.unknown() });

/**
 * Asks again about a field that was settled: the way back of `conflicts/resolve`. The field gets the value that stood
 * before, unless someone has changed it since; then theirs is what stands now.
 */
export const reopenConflict = defineMutation({
  name: 'conflicts/reopen',
  version: 1,
  args: z.object({ id: idArgument, client_id: idOrNull }),
  scope: (args) => args.client_id,
  permission: mayDo('act', 'conflicts'),
  apply: async (store, args, context) => {
    const [conflict] = await existingRows(store, 'conflicts', [args.id], context);
    if (!conflict)
      return { entityType: 'conflict', entityId: args.id, summary: 'Asked about a conflict again' };
    if (conflict.status === 'open') {
      throw new AppError('precondition_failed', 'conflict is open', {
        hint: 'This conflict is waiting for an answer already.',
      });
    }
    const table = editableTable(conflict, context.actor);
    const theirs = await putBack(store, table, conflict);
    await store.update('conflicts', [
      { id: conflict.id, status: 'open', resolution: null, resolved_by: null, resolved_at: null, theirs },
    ]);
    return {
      entityType: nounOf(table),
      entityId: conflict.row_id,
      summary: `Asked about ${fieldWords(conflict.field)} of a ${nounOf(table)} again`,
    };
  },
});

/** The value that stands in the field afterwards. */
async function putBack(
  store: MutationStore,
  table: SyncedTableName,
  conflict: Row<'conflicts'>,
): Promise<unknown> {
  const { field, row_id: rowId, theirs } = conflict;
  const [row] = await store.get(table, [rowId]);
  if (!row) return theirs;
  const present = rawRow(row)[field] ?? null;
  const settled = resolutionSchema.safeParse(conflict.resolution);
  const stands = settled.success && sameValue(table, field, present, settled.data.value);
  if (!stands) return present;
  if (settled.data.choice !== 'theirs') await writeField(store, table, rowId, field, theirs ?? null);
  return theirs;
}
