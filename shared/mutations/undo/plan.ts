import type { RawRow } from '../canonical.ts';
import type { Expected } from '../define.ts';
import type { DoneMutation } from './done.ts';

/** A mutation that takes something back, as the outbox takes any other. */
export type UndoStep = { readonly name: string; readonly args: unknown; readonly expected: Expected };

export type UndoPlan =
  | {
      readonly kind: 'steps';
      /** In the order in which they are to be made. */
      readonly steps: readonly UndoStep[];
      /** Rows that go back. */
      readonly rows: number;
      /** Rows (or some of their fields) that stay: changed by someone since, or without a way back. */
      readonly left: number;
    }
  | { readonly kind: 'none'; readonly reason: string };

/** Rows as they are at present; undefined for one that is not here. */
export type Present = (table: string, id: string) => RawRow | undefined;

/** The way back of one kind of mutation. `present` is absent when it was made just now. */
export type Inverse = (done: DoneMutation, present?: Present) => UndoPlan;

/** Whether and how a kind of mutation is taken back. */
export type UndoKind =
  | { readonly kind: 'inverse'; readonly inverse: Inverse }
  /** `reason` is shown to the person. */
  | { readonly kind: 'never'; readonly reason: string }
  /** A step of something that was begun with another mutation, which stands for all of it. */
  | { readonly kind: 'part' };

export const CHANGED_SINCE = 'It was changed again since, so it stays as it is.';
export const NOTHING_CHANGED = 'It changed nothing, so there is nothing to take back.';

export function noWay(reason: string): UndoPlan {
  return { kind: 'none', reason };
}

/** One step that takes everything back. */
export function oneStep(name: string, args: unknown, rows = 1, left = 0): UndoPlan {
  return { kind: 'steps', steps: [{ name, args, expected: {} }], rows, left };
}
