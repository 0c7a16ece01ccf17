import type { MergePolicy } from './policy.ts';
import { mergeSet } from './merge-set.ts';

export type FieldQuestion = {
  readonly policy: MergePolicy;
  readonly present: unknown;
  readonly wanted: unknown;
  /** What the writer saw; undefined when they said nothing about it. Null is a value. */
  readonly seen: unknown;
  /** Equality of values of this column. */
  readonly same: (left: unknown, right: unknown) => boolean;
};

/**
 * `write` a value; `keep` the present one because nothing changes; `ask` when two people disagree and neither may win
 * silently. Transitions are `write` here: whether the step is allowed is the status machine's business.
 */
export type FieldDecision =
  | { readonly kind: 'write'; readonly value: unknown }
  | { readonly kind: 'keep' }
  | { readonly kind: 'ask' };

/** Decides one field; pure. */
export function decideField(question: FieldQuestion): FieldDecision {
  const value = mergedValue(question);
  if (question.same(value, question.present)) return { kind: 'keep' };
  const disagrees =
    question.policy === 'ask' &&
    question.seen !== undefined &&
    !question.same(question.seen, question.present);
  return disagrees ? { kind: 'ask' } : { kind: 'write', value };
}

function mergedValue({ policy, present, wanted, seen }: FieldQuestion): unknown {
  if (seen === undefined) return wanted;
  if (policy === 'merge-set' && isTexts(wanted)) {
    return mergeSet(isTexts(seen) ? seen : [], wanted, isTexts(present) ? present : []);
  }
  if (policy === 'merge-counter' && typeof wanted === 'number') {
    return numberOr(present, 0) + wanted - numberOr(seen, 0);
  }
  return wanted;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
