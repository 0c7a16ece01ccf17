import { z } from 'zod';

import { rejectionSchema } from '../../../shared/contracts/server/mutations.ts';
import { MUTATION_OUTCOMES } from '../../../shared/domain/vocabulary/sync.ts';

/**
 * What the outbox file says, one record after another; the state is their fold (state.ts). Never changed in
 * place, never reordered. A new kind gets the next number and a new format version (frame.ts).
 */
export const RECORD_KINDS = {
  base: 1,
  mutation: 2,
  effect: 3,
  sent: 4,
  result: 5,
  arrived: 6,
  cancelled: 7,
  dismissed: 8,
  device: 9,
  epoch: 10,
} as const;

export const mutationRecordSchema = z.object({
  kind: z.literal('mutation'),
  seq: z.int().positive(),
  id: z.string(),
  name: z.string(),
  version: z.int(),
  args: z.unknown(),
  expected: z.record(z.string(), z.record(z.string(), z.unknown())),
  at: z.string(),
});
export type MutationRecord = z.infer<typeof mutationRecordSchema>;

export const recordSchema = z.discriminatedUnion('kind', [
  /** Stands first in every file: what compaction dropped but must be remembered. */
  z.object({
    kind: z.literal('base'),
    device_id: z.string(),
    next_seq: z.int().positive(),
    epoch: z.string().nullable(),
  }),
  mutationRecordSchema,
  /** What the mutation did here, in a person's words. Only for display, so it is written without a sync. */
  z.object({
    kind: z.literal('effect'),
    id: z.string(),
    summary: z.string(),
    entity_type: z.string(),
    entity_id: z.string().nullable(),
    rows: z.int(),
  }),
  /** Everything up to this seq may have reached the server, so it can no longer be withdrawn. */
  z.object({ kind: z.literal('sent'), through_seq: z.int() }),
  z.object({
    kind: z.literal('result'),
    id: z.string(),
    outcome: z.enum(MUTATION_OUTCOMES),
    reason: rejectionSchema.nullable(),
    wal_lsn: z.string(),
    at: z.string(),
  }),
  /** The replica holds the server's rows of these: no longer pending. */
  z.object({ kind: z.literal('arrived'), ids: z.array(z.string()) }),
  /** Refused by the replica, or withdrawn by the person. Void for what may have been sent: a record before it decides. */
  z.object({ kind: z.literal('cancelled'), id: z.string(), why: z.string() }),
  /** A rejected one that the person has put away. */
  z.object({ kind: z.literal('dismissed'), id: z.string() }),
  /** A new device id. Numbers go on: to the server a new device may begin with any. */
  z.object({ kind: z.literal('device'), device_id: z.string() }),
  /** The server was restored: settled mutations not older than `since` are offered again. */
  z.object({ kind: z.literal('epoch'), epoch: z.string(), since: z.string().nullable() }),
]);

export type OutboxRecord = z.infer<typeof recordSchema>;
