/** What main may ask of the replica's process, as it is read at the edge. */
import { z } from 'zod';
import { liveRequestSchema } from '../../shared/contracts/desktop/live.ts';
import { ROLES } from '../../shared/domain/vocabulary/people.ts';
import { MUTATION_OUTCOMES } from '../../shared/domain/vocabulary/sync.ts';
import { isSyncedTable } from '../../shared/schema/registry.ts';

export const startSchema = z.object({
  directory: z.string().min(1),
  seedPath: z.string().min(1),
  /** Names the holder of the directory's lock. */
  instance: z.string().min(1),
});
export type Start = z.infer<typeof startSchema>;

export const mutationSchema = z.object({
  seq: z.int(),
  id: z.string(),
  name: z.string(),
  version: z.int(),
  args: z.unknown(),
  expected: z.record(z.string(), z.record(z.string(), z.unknown())),
  at: z.string(),
});

export const settlementSchema = z.object({
  id: z.string(),
  seq: z.int(),
  outcome: z.enum(MUTATION_OUTCOMES),
  reason: z.object({ code: z.string(), hint: z.string() }).nullable(),
  walLsn: z.string().regex(/^\d+$/),
});

export const sessionSchema = z.object({
  serverUrl: z.string(),
  token: z.string().nullable(),
  actor: z.object({
    userId: z.string(),
    role: z.enum(ROLES),
    clientIds: z.union([z.literal('all'), z.array(z.string())]),
  }),
  deviceId: z.string(),
  tables: z.array(z.string().refine(isSyncedTable)),
  scope: z.string(),
  epoch: z.string(),
});

export const watchSchema = liveRequestSchema;
export const windowSchema = z.object({ offset: z.int().min(0), limit: z.int().min(1).max(500) });
export const idsSchema = z.array(z.string());
