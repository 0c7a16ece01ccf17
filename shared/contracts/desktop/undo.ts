import { z } from 'zod';

/** One action that Mod+Z takes back: a change, or a bulk edit of many rows. */
export const undoEntrySchema = z.object({
  /** The action's group. */
  id: z.uuid(),
  /** In a person's words, past tense: "Status of 12 leads changed". */
  title: z.string(),
  at: z.string(),
  rows: z.int(),
  /** Why it cannot be taken back; null when it can. */
  reason: z.string().nullable(),
});
export type UndoEntry = z.infer<typeof undoEntrySchema>;

/** What Undo and Redo would do now. */
export const undoViewSchema = z.object({
  undo: undoEntrySchema.nullable(),
  redo: undoEntrySchema.nullable(),
});
export type UndoView = z.infer<typeof undoViewSchema>;

/** How an action is to be remembered: several changes with one group are taken back together. */
export const undoCallSchema = z.object({
  group: z.uuid().optional(),
  title: z.string().min(1).max(300).optional(),
});

export const undoResultSchema = z.object({
  title: z.string(),
  rows: z.int(),
  /** Rows that stay as they are, in whole or in part, because they were changed since or have no way back. */
  left: z.int(),
});
export type UndoResult = z.infer<typeof undoResultSchema>;

/** An action by its group; the newest when left out. */
export const undoTargetSchema = z.object({ group: z.uuid().optional() });
