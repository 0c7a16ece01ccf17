import { z } from 'zod';
import { idArgument, patchOf, requiredText } from '../arguments.ts';
import { defineMutation } from '../define.ts';
import { existingRows } from '../existing.ts';
import { applyFieldPatches } from '../field-patches.ts';
import { mayDo } from '../permitted.ts';
import { assertOwnNotes } from './own-note.ts';

/** Rewrites, pins or unpins a note. */
export const updateNote = defineMutation({
  name: 'notes/update',
  version: 1,
  args: z.object({
    id: idArgument,
    client_id: idArgument,
    patch: patchOf({ body: requiredText(20_000), pinned: z.boolean() }),
  }),
  scope: (args) => args.client_id,
  permission: mayDo('update', 'notes'),
  apply: async (store, args, context) => {
    const notes = await existingRows(store, 'notes', [args.id], context);
    assertOwnNotes(context.actor, notes);
    await applyFieldPatches(store, 'notes', [{ id: args.id, ...args.patch }], context);
    return {
      entityType: notes[0]?.entity_type ?? 'note',
      entityId: notes[0]?.entity_id ?? null,
      summary: args.patch.body === undefined ? pinSentence(args.patch.pinned) : 'Changed a note',
    };
  },
});

function pinSentence(pinned: boolean | undefined): string {
  return pinned === true ? 'Pinned a note' : 'Unpinned a note';
}
