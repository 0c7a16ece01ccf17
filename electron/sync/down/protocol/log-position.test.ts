import { expect, test } from 'vitest';
import { comparePositions, formatOffset, parseOffset } from './log-position.ts';

test.each(['0_0', '0_inf', '26909832_6', '18446744073709551615_498'])(
  '%s survives a round trip',
  (offset) => {
    const position = parseOffset(offset);
    expect(position && formatOffset(position)).toBe(offset);
  },
);

test.each(['-1', 'now', '', '5', '5_', '_5', '5_x', '-5_0'])('"%s" names no position', (offset) => {
  expect(parseOffset(offset)).toBeNull();
});

test('positions order by their 64-bit LSN, then by place', () => {
  const sorted = [
    '0_0',
    '0_inf',
    '9_0',
    '10_0',
    '9007199254740992_0',
    '9007199254740993_0',
    '9007199254740993_2',
    '9007199254740993_10',
  ];
  const shuffled = [...sorted].reverse().map((text) => parseOffset(text)!);
  expect(shuffled.sort(comparePositions).map(formatOffset)).toEqual(sorted);
});
