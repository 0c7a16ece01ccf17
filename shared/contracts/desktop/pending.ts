import { z } from 'zod';

/** One entry of the outbox as the Pending screen shows it. */
export const pendingEntrySchema = z.object({
  seq: z.int(),
  mutationId: z.uuid(),
  name: z.string(),
  /** In a person's words: "Changed the stage of 20 leads". */
  summary: z.string(),
  entityType: z.string().nullable(),
  entityId: z.string().nullable(),
  state: z.enum(['saved_here', 'waiting', 'rejected']),
  at: z.string(),
  rows: z.int(),
  reason: z.string().nullable(),
});
export type PendingEntry = z.infer<typeof pendingEntrySchema>;
