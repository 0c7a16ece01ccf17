import { z } from 'zod';

import { doneRowSchema } from '../../../shared/mutations/undo/done.ts';

/** `redo` holds what took something back, so that it can be made again. */
export const LANES = ['undo', 'redo'] as const;
export type Lane = (typeof LANES)[number];

/** One mutation with what is needed to take it back, as it is kept on the disk. */
export const rememberedSchema = z.object({
  format: z.literal(1),
  /** The mutation's id. */
  id: z.uuid(),
  lane: z.enum(LANES),
  group: z.uuid(),
  title: z.string(),
  at: z.string(),
  rows: z.int(),
  /** Why there is no way back; null when there is. */
  reason: z.string().nullable(),
  change: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('done'),
      name: z.string(),
      args: z.unknown(),
      user_id: z.string().nullable(),
      rows: z.array(doneRowSchema),
    }),
    /** Put away by the person before it took effect; its way back is to make it. */
    z.object({
      kind: z.literal('discarded'),
      name: z.string(),
      version: z.int(),
      args: z.unknown(),
      expected: z.record(z.string(), z.record(z.string(), z.unknown())),
    }),
  ]),
});
export type Remembered = z.infer<typeof rememberedSchema>;

/** What the history keeps in memory of each: everything but the rows. */
export type Mark = Omit<Remembered, 'change' | 'format'>;

export function markOf({ change: _change, format: _format, ...mark }: Remembered): Mark {
  return mark;
}
