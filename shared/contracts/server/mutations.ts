import { z } from 'zod';
import { MUTATION_OUTCOMES } from '../../domain/vocabulary/sync.ts';

/** POST /api/mutations: what a device uploads, in the order of `seq`. */
export const uploadedMutationSchema = z.object({
  seq: z.int().positive(),
  id: z.uuid(),
  name: z.string().min(1).max(100),
  version: z.int().positive(),
  args: z.unknown(),
  expected: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  /** The device's clock, for people to read. Never compared. */
  at: z.iso.datetime(),
});
export type UploadedMutation = z.infer<typeof uploadedMutationSchema>;

export const MAX_MUTATIONS_PER_BATCH = 200;
export const MAX_BATCH_BYTES = 8 * 1024 * 1024;

export const uploadRequestSchema = z.object({
  device_id: z.uuid(),
  /** The epoch the device last heard of; null on first contact. */
  epoch: z.uuid().nullable(),
  mutations: z.array(uploadedMutationSchema).max(MAX_MUTATIONS_PER_BATCH),
});
export type UploadRequest = z.infer<typeof uploadRequestSchema>;

export const rejectionSchema = z.object({
  code: z.string(),
  hint: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
});

export const mutationResultSchema = z.object({
  id: z.uuid(),
  seq: z.int(),
  outcome: z.enum(MUTATION_OUTCOMES),
  reason: rejectionSchema.nullable(),
  /** Transaction that wrote it, as decimal text; null for a rejection. */
  xid: z.string().nullable(),
});
export type MutationResult = z.infer<typeof mutationResultSchema>;

/**
 * `results` answers the mutations in order. `status`:
 * - `ok`: all were taken;
 * - `stopped`: those after the last result were not tried (the server is draining, or one could not be decided): send them again;
 * - `device_cloned`: a known seq came with another id. Take a new device id, renumber, send again;
 * - `epoch_changed`: the server was restored from a backup. Offer the acknowledged mutations of the last 7 days again by id, then go on.
 * `wal_lsn` (decimal) is at or after the commit of every accepted mutation in this answer.
 */
export const uploadResponseSchema = z.object({
  status: z.enum(['ok', 'stopped', 'device_cloned', 'epoch_changed']),
  epoch: z.uuid(),
  last_seq: z.int(),
  wal_lsn: z.string(),
  results: z.array(mutationResultSchema),
});
export type UploadResponse = z.infer<typeof uploadResponseSchema>;
