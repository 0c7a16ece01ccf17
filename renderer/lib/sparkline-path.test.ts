import { expect, test } from 'vitest';

import { sparklinePaths } from './sparkline-path.ts';

test('a gap splits the line instead of falling to zero', () => {
  const { lines } = sparklinePaths([1, 2, null, 4, 5], 72, 20);
  expect(lines).toHaveLength(2);
});

test('a flat series lies in the middle', () => {
  const { lines, last } = sparklinePaths([5, 5, 5], 44, 20);
  expect(lines).toEqual(['M2 10L22 10L42 10']);
  expect(last).toEqual({ x: 42, y: 10 });
});

test('higher values stand higher, within the box', () => {
  expect(sparklinePaths([0, 10], 44, 20).lines).toEqual(['M2 18L42 2']);
});

test('nothing known draws nothing', () => {
  expect(sparklinePaths([null, null], 72, 20)).toEqual({ lines: [], last: null });
  expect(sparklinePaths([], 72, 20)).toEqual({ lines: [], last: null });
});
