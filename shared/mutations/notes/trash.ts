import { z } from 'zod';
import { idArgument } from '../arguments.ts';
import { defineMutation, type MutationContext, type MutationEffect } from '../define.ts';
import { existingRows } from '../existing.ts';
import { mayDo } from '../permitted.ts';
import type { MutationStore } from '../store.ts';
import { assertOwnNotes } from './own-note.ts';

const argsSchema = z.object({ id: idArgument, client_id: idArgument });

/** Moves a note to the trash. */
export const deleteNote = defineMutation({
  name: 'notes/delete',
  version: 1,
  args: argsSchema,
  scope: (args) => args.client_id,
  permission: mayDo('delete', 'notes'),
  apply: (store, args, context) =>
    setTrash(store, args.id, context, context.now, 'Moved a note to the trash'),
});

/** Brings a note back from the trash. */
export const restoreNote = defineMutation({
  name: 'notes/restore',
  version: 1,
  args: argsSchema,
  scope: (args) => args.client_id,
  permission: mayDo('delete', 'notes'),
  apply: (store, args, context) => setTrash(store, args.id, context, null, 'Restored a note'),
});

async function setTrash(
  store: MutationStore,
  id: string,
  context: MutationContext,
  deletedAt: string | null,
  summary: string,
): Promise<MutationEffect> {
  const notes = await existingRows(store, 'notes', [id], context);
  assertOwnNotes(context.actor, notes);
  const changed = notes.filter((note) => (note.deleted_at === null) !== (deletedAt === null));
  await store.update(
    'notes',
    changed.map((note) => ({ id: note.id, deleted_at: deletedAt })),
  );
  return {
    entityType: notes[0]?.entity_type ?? 'note',
    entityId: notes[0]?.entity_id ?? null,
    summary,
  };
}
