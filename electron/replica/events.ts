/** Events of the replica's process as main reads them from the port. */
import { z } from 'zod';
import { wireError } from './rpc/protocol.ts';
import type { ReplicaEvent } from './types.ts';

export const replicaEventSchema: z.ZodType<ReplicaEvent> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('arrived'), ids: z.array(z.string()) }),
  z.object({ kind: z.literal('position'), asOf: z.string().nullable(), lsn: z.string() }),
  z.object({
    kind: z.literal('loading'),
    progress: z
      .object({
        rows: z.number(),
        tables: z.array(z.object({ name: z.string(), rows: z.number(), done: z.boolean() })),
      })
      .nullable(),
  }),
  z.object({
    kind: z.literal('shapes'),
    state: z.enum(['online', 'connecting', 'offline', 'stopped']),
    reason: z.string().nullable(),
  }),
  z.object({ kind: z.literal('session'), need: z.enum(['refresh_token', 'reread_scope']) }),
  z.object({ kind: z.literal('failed'), error: wireError }),
]);
