import { z } from 'zod';

import { rowParser } from './row-schema.ts';

/** A row of `leads.list` in the trash. */
const trashLeadSchema = z.object({
  id: z.string(),
  client_id: z.string(),
  client_name: z.string().nullable(),
  email: z.string(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  company: z.string().nullable(),
  deleted_at: z.string().nullable(),
});
export type TrashLead = z.infer<typeof trashLeadSchema>;
export const parseTrashLead = rowParser(trashLeadSchema);

/** A row of `trash.leads`. */
const leadOwnerSchema = trashLeadSchema.pick({ id: true, client_id: true });
export const parseLeadOwner = rowParser(leadOwnerSchema);

/** A row of `trash.notes`. */
const trashNoteSchema = z.object({
  id: z.string(),
  client_id: z.string(),
  client_name: z.string().nullable(),
  body: z.string(),
  author: z.string().nullable(),
  deleted_at: z.string(),
});
export type TrashNote = z.infer<typeof trashNoteSchema>;
export const parseTrashNote = rowParser(trashNoteSchema);

/** A row of `trash.deletions`. */
const deletionSchema = z.object({
  at: z.string(),
  scope_client_id: z.string().nullable(),
  actor: z.string().nullable(),
});
export const parseDeletion = rowParser(deletionSchema);
