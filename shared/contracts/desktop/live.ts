import { z } from 'zod';
import { SYNC_STATES } from '../../domain/vocabulary/sync.ts';

/** A named live query as the renderer asks for it. `args` is parsed by the query's own schema (shared/queries). */
export const liveRequestSchema = z.object({
  /** Chosen by the caller, unique per connection; names the subscription in `moveWindow`. */
  subscription: z.string().min(1).max(100),
  query: z.string().min(1).max(100),
  args: z.unknown(),
  /** Rows wanted of a list; queries that are not lists take none. */
  window: z.object({ offset: z.int().min(0), limit: z.int().min(1).max(500) }).optional(),
});
export type LiveRequest = z.infer<typeof liveRequestSchema>;

export const moveWindowSchema = z.object({
  subscription: z.string(),
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
});

export const liveRowSchema = z.object({
  key: z.string(),
  row: z.record(z.string(), z.unknown()),
  sync: z.enum(SYNC_STATES),
});
export type LiveRow = z.infer<typeof liveRowSchema>;

export const wireErrorSchema = z.object({
  code: z.string(),
  hint: z.string(),
  retryable: z.boolean(),
  details: z.record(z.string(), z.unknown()).optional(),
});

/**
 * `snapshot` replaces what the subscriber holds; `diff` carries the window's new order of keys and only the
 * rows that are new or changed. `failed` ends the subscription.
 */
export const liveEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('snapshot'),
    total: z.int(),
    offset: z.int(),
    rows: z.array(liveRowSchema),
    asOf: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('diff'),
    total: z.int(),
    offset: z.int(),
    order: z.array(z.string()),
    upserts: z.array(liveRowSchema),
  }),
  z.object({ kind: z.literal('failed'), error: wireErrorSchema }),
]);
export type LiveEvent = z.infer<typeof liveEventSchema>;
