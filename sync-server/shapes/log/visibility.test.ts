import { expect, test } from 'vitest';
import { formatSnapshotWindow, fullTransactionId, isVisible, parseSnapshotWindow } from './visibility.ts';

const window = parseSnapshotWindow('100:105:101,103');

test.each([
  [99, true],
  [100, true],
  [101, false],
  [102, true],
  [103, false],
  [105, false],
  [200, false],
])('transaction %i is visible: %s', (xid, visible) => {
  expect(isVisible(xid, window)).toBe(visible);
});

test('a snapshot is printed as it was read', () => {
  expect(formatSnapshotWindow(window)).toBe('100:105:101,103');
  expect(formatSnapshotWindow(parseSnapshotWindow('7:7:'))).toBe('7:7:');
});

test('a 32-bit id is resolved across a wrap of the counter', () => {
  const near = (1n << 32n) + 5n;
  expect(fullTransactionId(3, near)).toBe((1n << 32n) + 3n);
  expect(fullTransactionId(0xffffffff, near)).toBe((1n << 32n) - 1n);
});
