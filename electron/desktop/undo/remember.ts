import type { DoneMutation } from '../../../shared/mutations/undo/done.ts';
import { planUndo, undoKindOf } from '../../../shared/mutations/undo/kinds.ts';
import type { AppliedHere } from '../../replica/types.ts';
import type { MutationRecord } from '../../sync/outbox/record.ts';
import type { Lane, Remembered } from './remembered.ts';

/** How an action is to be remembered; several mutations with one group are one action. */
export type Memory = {
  readonly group?: string | undefined;
  /** In a person's words, past tense; by default what the mutation says of itself. */
  readonly title?: string | undefined;
  /** Absent for what a person does; set for what takes something back or makes it again. */
  readonly lane?: Lane | undefined;
};

/** How the action can be taken back: its group, and why not where it cannot. */
export type WayBack = { readonly group: string; readonly reason: string | null };

const UNKNOWN_BEFORE =
  'It was saved while the local database was not at hand, so what was there before is not known.';

/**
 * What is remembered of a mutation that was made; null for one that changed nothing or is a part of another action.
 * `applied` is null when the replica did not answer.
 */
export function rememberedOf(
  record: MutationRecord,
  userId: string | null,
  applied: AppliedHere | null,
  memory: Memory,
): Remembered | null {
  const { id, name, args, at } = record;
  const kind = undoKindOf(name);
  if (kind?.kind === 'part') return null;
  const changes = applied?.changes;
  if (changes?.length === 0) return null;
  const done: DoneMutation = { name, args, userId, rows: changes ?? [] };
  const isUnknown = kind?.kind === 'inverse' && changes === undefined;
  const plan = planUndo(done);
  const none = plan.kind === 'none' ? plan.reason : null;
  return {
    format: 1,
    id,
    lane: memory.lane ?? 'undo',
    group: memory.group ?? id,
    title: memory.title ?? applied?.summary ?? name,
    at,
    rows: applied?.rows ?? 0,
    reason: isUnknown ? UNKNOWN_BEFORE : none,
    change: { kind: 'done', name, args: args ?? null, user_id: userId, rows: [...done.rows] },
  };
}
