import { expect, test } from 'vitest';
import { comparePositions, formatOffset, formatPosition, parseOffset, SNAPSHOT_END } from './offset.ts';

test.each(['0', 'abc', '-2', '1_2_3', '1_', '_1', '0_-1', 'Now', '1_0 ', '0x1_0', '-1_5', '', '-1_inf'])(
  'offset "%s" has an invalid format',
  (text) => {
    expect(parseOffset(text)).toBeUndefined();
  },
);

test.each([
  ['-1', '-1'],
  ['-1_0', '-1'],
  ['now', 'now'],
  ['0_0', '0_0'],
  ['0_inf', '0_inf'],
  ['+1_0', '1_0'],
  ['18446744073709551616_0', '18446744073709551616_0'],
])('offset %s is read as %s', (text, formatted) => {
  const offset = parseOffset(text);
  expect(offset && formatOffset(offset)).toBe(formatted);
});

test('the end of a snapshot sorts after its chunks and before the log', () => {
  expect(formatPosition(SNAPSHOT_END)).toBe('0_inf');
  expect(comparePositions({ lsn: 0n, op: 7 }, SNAPSHOT_END)).toBe(-1);
  expect(comparePositions(SNAPSHOT_END, { lsn: 1n, op: 0 })).toBe(-1);
  expect(comparePositions({ lsn: 9n, op: 2 }, { lsn: 9n, op: 2 })).toBe(0);
});
