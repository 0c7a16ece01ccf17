import { z } from 'zod';

export const PENDING_STATES = ['saved_here', 'waiting', 'rejected'] as const;
export type PendingState = (typeof PENDING_STATES)[number];

/** One entry of the outbox as the Pending screen shows it. */
export const pendingEntrySchema = z.object({
  seq: z.int(),
  mutationId: z.uuid(),
  name: z.string(),
  /** In a person's words: "Changed the stage of 20 leads". */
  summary: z.string(),
  entityType: z.string().nullable(),
  entityId: z.string().nullable(),
  state: z.enum(PENDING_STATES),
  at: z.string(),
  rows: z.int(),
  reason: z.string().nullable(),
});
export type PendingEntry = z.infer<typeof pendingEntrySchema>;

/** The first entries, and how many there are in all. */
export const pendingListSchema = z.object({
  entries: z.array(pendingEntrySchema),
  total: z.int(),
  counts: z.record(z.enum(PENDING_STATES), z.int()),
});
export type PendingList = z.infer<typeof pendingListSchema>;
