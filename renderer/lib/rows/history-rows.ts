import { z } from 'zod';

import { rowParser } from './row-schema.ts';

/** A row of `notes.of`. */
const noteRowSchema = z.object({
  id: z.string(),
  client_id: z.string(),
  body: z.string(),
  pinned: z.boolean(),
  author_id: z.string(),
  author: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type NoteRow = z.infer<typeof noteRowSchema>;
export const parseNoteRow = rowParser(noteRowSchema);

const changeSchema = z.object({
  table: z.string(),
  id: z.string(),
  op: z.enum(['create', 'update', 'delete']),
  fields: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])).optional(),
});
export type ActivityChange = z.infer<typeof changeSchema>;

/** A row of `activity.of-client` and `activity.of-entity`. */
const activityRowSchema = z.object({
  id: z.string(),
  action: z.string(),
  entity_type: z.string(),
  entity_id: z.string().nullable(),
  row_count: z.number(),
  summary: z.string(),
  changes: z.array(changeSchema).catch([]),
  at: z.string(),
  actor_id: z.string().nullable(),
  actor: z.string().nullable(),
});
export type ActivityRow = z.infer<typeof activityRowSchema>;
export const parseActivityRow = rowParser(activityRowSchema);

/** A row of `users.all`. */
const userRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.string(),
  active: z.boolean(),
});
export type UserRow = z.infer<typeof userRowSchema>;
export const parseUserRow = rowParser(userRowSchema);

/** A row of `conflicts.open`. */
const conflictRowSchema = z.object({
  id: z.string(),
  scope_client_id: z.string().nullable(),
  table_name: z.string(),
  row_id: z.string(),
  row_name: z.string().nullable(),
  field: z.string(),
  base: z.unknown(),
  mine: z.unknown(),
  theirs: z.unknown(),
  user_id: z.string(),
  writer: z.string().nullable(),
  theirs_at: z.string().nullable(),
  theirs_by: z.string().nullable(),
  created_at: z.string(),
});
export type ConflictRow = z.infer<typeof conflictRowSchema>;
export const parseConflictRow = rowParser(conflictRowSchema);
