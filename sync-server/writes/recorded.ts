import { z } from 'zod';
import {
  rejectionSchema,
  type MutationResult,
  type UploadedMutation,
} from '../../shared/contracts/server/mutations.ts';
import { MUTATION_OUTCOMES } from '../../shared/domain/vocabulary/sync.ts';
import type { Queryable } from '../db/queryable.ts';

const rowSchema = z.object({
  id: z.string(),
  device_id: z.string(),
  seq: z.coerce.number(),
  user_id: z.string(),
  outcome: z.enum(MUTATION_OUTCOMES),
  reason: rejectionSchema.nullable(),
  xid: z.string().nullable(),
});

/** What became of a mutation, as it was recorded in its own transaction. */
export type RecordedMutation = z.infer<typeof rowSchema>;

/** Everything known of these mutations: by id from any device, by number from this one. */
export async function findRecorded(
  database: Queryable,
  deviceId: string,
  mutations: readonly Pick<UploadedMutation, 'id' | 'seq'>[],
): Promise<readonly RecordedMutation[]> {
  const { rows } = await database.query(
    `select id, device_id, seq, user_id, outcome::text, reason, xid from device_mutations
      where id = any($1::uuid[]) or (device_id = $2 and seq = any($3::bigint[]))`,
    [mutations.map(({ id }) => id), deviceId, mutations.map(({ seq }) => seq)],
  );
  return z.array(rowSchema).parse(rows);
}

export type Known =
  | { readonly kind: 'new' }
  | { readonly kind: 'repeat'; readonly result: MutationResult }
  | { readonly kind: 'cloned' };

/**
 * A known id is a repeat and gets the recorded answer, from whichever device of the person it came first. A known
 * number under another id means that two profiles share one device id.
 */
export function whatIsKnown(
  mutation: Pick<UploadedMutation, 'id' | 'seq'>,
  device: { readonly id: string; readonly userId: string },
  recorded: readonly RecordedMutation[],
): Known {
  const same = recorded.find(({ id }) => id === mutation.id);
  if (same) {
    const result = same.user_id === device.userId ? answerOf(same) : NOT_YOURS;
    return { kind: 'repeat', result: { id: mutation.id, seq: mutation.seq, ...result } };
  }
  const taken = recorded.some(({ device_id, seq }) => device_id === device.id && seq === mutation.seq);
  return taken ? { kind: 'cloned' } : { kind: 'new' };
}

type Answer = Pick<MutationResult, 'outcome' | 'reason' | 'xid'>;

function answerOf({ outcome, reason, xid }: RecordedMutation): Answer {
  return { outcome, reason, xid };
}

const NOT_YOURS: Answer = {
  outcome: 'rejected',
  reason: { code: 'already_exists', hint: 'This change is already known as the change of someone else.' },
  xid: null,
};
