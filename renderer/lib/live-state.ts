import type { AppError } from '../../shared/kernel/app-error.ts';
import type { LiveEvent, LiveRow } from './desktop-client.ts';

/** The rows of one window, in order, with the count of the whole result. */
export type LiveRows = {
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly LiveRow[];
  readonly asOf: string | null;
};

export type LiveState =
  | { readonly status: 'loading' }
  | ({ readonly status: 'ready' } & LiveRows)
  | { readonly status: 'failed'; readonly error: AppError };

/**
 * Applies one event. Rows whose content did not change keep their identity, so that unchanged rows do not draw again.
 */
export function applyLiveEvent(
  previous: LiveRows | null,
  event: Exclude<LiveEvent, { kind: 'failed' }>,
): LiveRows {
  const known = new Map(previous?.rows.map((row) => [row.key, row]));
  if (event.kind === 'snapshot') {
    const rows = event.rows.map((row) => keepIdentity(known.get(row.key), row));
    return { total: event.total, offset: event.offset, rows, asOf: event.asOf };
  }
  for (const row of event.upserts) known.set(row.key, keepIdentity(known.get(row.key), row));
  const rows = event.order.flatMap((key) => known.get(key) ?? []);
  return { total: event.total, offset: event.offset, rows, asOf: previous?.asOf ?? null };
}

/** The row at an index of the whole result, or undefined where no row is loaded. */
export function rowAtIndex(state: LiveRows, index: number): LiveRow | undefined {
  return index < state.offset ? undefined : state.rows[index - state.offset];
}

function keepIdentity(old: LiveRow | undefined, next: LiveRow): LiveRow {
  if (!old || old.sync !== next.sync) return next;
  return sameValue(old.row, next.row) ? old : next;
}

/** Deep equality of JSON values. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const leftEntries = Object.entries(left);
  const rightValues = new Map(Object.entries(right));
  return (
    leftEntries.length === rightValues.size &&
    leftEntries.every(([key, value]) => rightValues.has(key) && sameValue(value, rightValues.get(key)))
  );
}
