import { z } from 'zod';
import { idArgument, requiredText } from '../arguments.ts';
import { defineMutation } from '../define.ts';
import { assertIdsFree, assertRefersTo } from '../existing.ts';
import { mayDo } from '../permitted.ts';
import { NOTE_ENTITIES } from './note-entities.ts';
import { authorOf } from './own-note.ts';

/** Writes a note on something of a client. */
export const addNote = defineMutation({
  name: 'notes/add',
  version: 1,
  args: z.object({
    id: idArgument,
    client_id: idArgument,
    entity_type: z.enum(Object.keys(NOTE_ENTITIES) as (keyof typeof NOTE_ENTITIES)[]),
    entity_id: idArgument,
    body: requiredText(20_000),
    pinned: z.boolean().default(false),
  }),
  scope: (args) => args.client_id,
  permission: mayDo('create', 'notes'),
  apply: async (store, args, context) => {
    await assertIdsFree(store, 'notes', [args.id]);
    await assertRefersTo(store, NOTE_ENTITIES[args.entity_type], args.entity_id, context);
    await store.insert('notes', [
      { ...args, scope_client_id: args.client_id, author_id: authorOf(context.actor) },
    ]);
    return {
      entityType: args.entity_type,
      entityId: args.entity_id,
      summary: `Added a note to a ${args.entity_type.replaceAll('_', ' ')}`,
    };
  },
});
