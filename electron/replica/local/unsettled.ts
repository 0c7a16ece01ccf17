/**
 * Vendor actions (send, invoice, publish) wait until the server has accepted what is pending about their rows: people may
 * go on editing such rows, but nothing leaves the house on the strength of a change that may still be refused.
 */
import type { SyncState } from '../../../shared/domain/vocabulary/sync.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import type { RowKey } from '../rebase/resources.ts';

export type UnsettledRow = { readonly row: RowKey; readonly state: Exclude<SyncState, 'synced'> };

/** The rows that have changes the server has not accepted, refused ones and open conflicts included. */
export function unsettledRows(
  rows: readonly RowKey[],
  stateOf: (row: RowKey) => SyncState | null,
): readonly UnsettledRow[] {
  return rows.flatMap((row) => {
    const state = stateOf(row) ?? 'synced';
    return state === 'synced' ? [] : [{ row, state }];
  });
}

/** Throws `precondition_failed` when a row is not settled. `action` is in the person's words: "send the campaign". */
export function assertSettled(
  action: string,
  rows: readonly RowKey[],
  stateOf: (row: RowKey) => SyncState | null,
): void {
  const unsettled = unsettledRows(rows, stateOf);
  if (unsettled.length === 0) return;
  const needsPerson = unsettled.some(({ state }) => state === 'rejected' || state === 'conflict');
  const what = unsettled.length === 1 ? 'One row has a change' : `${unsettled.length} rows have changes`;
  throw new AppError('precondition_failed', `${action}: rows with pending changes`, {
    hint: needsPerson
      ? `${what} that the server did not take as it is. Settle it under Pending, then ${action} again.`
      : `${what} that the server has not accepted yet. You can ${action} as soon as it is synced.`,
    details: { rows: unsettled.slice(0, 50).map(({ row }) => row) },
  });
}
