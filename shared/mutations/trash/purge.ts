import { MAX_ROWS_PER_MUTATION } from '../../domain/limits/mutation-rows.ts';
import { z } from 'zod';
import { isOverdue } from '../../domain/trash/trash.ts';
import { idArgument, idsArgument } from '../arguments.ts';
import { defineMutation } from '../define.ts';
import { counted } from '../sentences.ts';
import type { MutationStore } from '../store.ts';

/**
 * Removes for good what has been in the trash for 30 days: leads with their verifications, notes and open questions, or
 * notes. What was brought back meanwhile, or is not overdue by this side's clock, stays. System only.
 */
export const purgeTrash = defineMutation({
  name: 'trash/purge',
  version: 1,
  args: z.object({ client_id: idArgument, table: z.enum(['leads', 'notes']), ids: idsArgument }),
  scope: (args) => args.client_id,
  permission: (actor) => actor.kind === 'system',
  apply: async (store, args, context) => {
    const rows: readonly { id: string; deleted_at: string | null }[] = await store.get(args.table, args.ids);
    const overdue = rows
      .filter(({ deleted_at }) => deleted_at !== null && isOverdue(deleted_at, context.now))
      .map(({ id }) => id);
    const ids = args.table === 'leads' ? await removeWithLeads(store, overdue) : overdue;
    await store.remove(args.table, ids);
    return {
      entityType: args.table === 'leads' ? 'lead' : 'note',
      entityId: null,
      rows: ids.length,
      summary: `Removed ${counted(ids.length, args.table === 'leads' ? 'lead' : 'note')} from the trash for good`,
    };
  },
});

/** Removes what belongs to leads; answers those whose belongings are all gone. The others are for the next round. */
async function removeWithLeads(store: MutationStore, ids: readonly string[]): Promise<readonly string[]> {
  const verifications = await store.findBy('lead_verifications', 'lead_id', ids);
  const notes = await store.findBy('notes', 'entity_id', ids);
  const conflicts = await store.findBy('conflicts', 'row_id', ids);
  const kept = new Set([
    ...verifications.slice(MAX_ROWS_PER_MUTATION).map(({ lead_id }) => lead_id),
    ...notes.slice(MAX_ROWS_PER_MUTATION).map(({ entity_id }) => entity_id),
  ]);
  await store.remove('lead_verifications', firstIds(verifications));
  await store.remove('notes', firstIds(notes));
  await store.remove('conflicts', firstIds(conflicts));
  return ids.filter((id) => !kept.has(id));
}

function firstIds(rows: readonly { readonly id: string }[]): readonly string[] {
  return rows.slice(0, MAX_ROWS_PER_MUTATION).map(({ id }) => id);
}
