import { expect, test } from 'vitest';
import type { SyncState } from '../../../shared/domain/vocabulary/sync.ts';
import { rowKey } from '../rebase/resources.ts';
import { createPendingList } from './pending-list.ts';
import type { PendingEntry } from './pending-rows.ts';
import { assertSettled, unsettledRows } from './unsettled.ts';

const rows = ['synced', 'saved_here', 'waiting', 'rejected', 'conflict'].map((id) => rowKey('leads', id));
const named = (row: string): SyncState | null => {
  const state = row.slice('leads/'.length);
  return state === 'synced' ? null : (state as SyncState);
};
const hintOf = (ids: readonly string[]) => {
  try {
    assertSettled(
      'send the campaign',
      ids.map((id) => rowKey('leads', id)),
      named,
    );
    return null;
  } catch (cause) {
    return (cause as { hint: string }).hint;
  }
};

test('a vendor action goes ahead only on rows the server has accepted', () => {
  expect(unsettledRows(rows, named).map(({ state }) => state)).toEqual([
    'saved_here',
    'waiting',
    'rejected',
    'conflict',
  ]);
  expect(hintOf(['synced'])).toBeNull();
  expect(hintOf([])).toBeNull();
});

test.each([
  [
    ['saved_here'],
    'One row has a change that the server has not accepted yet. You can send the campaign as soon as it is synced.',
  ],
  [
    ['synced', 'waiting', 'saved_here'],
    '2 rows have changes that the server has not accepted yet. You can send the campaign as soon as it is synced.',
  ],
  [
    ['rejected'],
    'One row has a change that the server did not take as it is. Settle it under Pending, then send the campaign again.',
  ],
])('%j waits, and says for what', (ids, hint) => {
  expect(hintOf(ids)).toBe(hint);
});

test('the pending list answers for the rows its mutations wrote', () => {
  const lead = rowKey('leads', '1');
  const entry: PendingEntry = {
    mutation: { seq: 1, id: 'm', name: 'leads/update', version: 1, args: {}, expected: {}, at: '' },
    state: 'saved',
    walLsn: null,
    effect: null,
    touch: { reads: [rowKey('leads', '2')], writes: [lead], searches: [], values: [] },
    error: null,
  };
  const pending = createPendingList([entry]);
  const asked = [lead, rowKey('leads', '2')];
  expect(unsettledRows(asked, pending.stateOf)).toEqual([{ row: lead, state: 'saved_here' }]);
  pending.remove('m');
  expect(unsettledRows(asked, pending.stateOf)).toEqual([]);
});
