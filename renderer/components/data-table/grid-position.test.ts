import { expect, test } from 'vitest';

import { clamp, moveInGrid } from './grid-position.ts';

const size = { rows: 100, columns: 5, pageRows: 20 };
const from = { row: 50, column: 2 };

test.each([
  ['ArrowDown', false, { row: 51, column: 2 }],
  ['ArrowUp', false, { row: 49, column: 2 }],
  ['ArrowDown', true, { row: 99, column: 2 }],
  ['ArrowRight', false, { row: 50, column: 3 }],
  ['ArrowLeft', false, { row: 50, column: 1 }],
  ['PageDown', false, { row: 70, column: 2 }],
  ['PageUp', false, { row: 30, column: 2 }],
  ['Home', false, { row: 0, column: 2 }],
  ['End', false, { row: 99, column: 2 }],
  ['Home', true, { row: 50, column: 0 }],
  ['End', true, { row: 50, column: 4 }],
])('%s (mod %s) leads to %j', (key, mod, expected) => {
  expect(moveInGrid(from, { key, mod }, size)).toEqual(expected);
});

test('other keys do not move', () => {
  expect(moveInGrid(from, { key: 'q', mod: false }, size)).toBeNull();
});

test('up from the first row reaches the header, and no further', () => {
  const header = moveInGrid({ row: 0, column: 1 }, { key: 'ArrowUp', mod: false }, size);
  expect(header).toEqual({ row: -1, column: 1 });
  expect(moveInGrid(header!, { key: 'ArrowUp', mod: false }, size)).toEqual(header);
});

test('page up stops at the first row, not in the header', () => {
  expect(moveInGrid({ row: 3, column: 0 }, { key: 'PageUp', mod: false }, size)?.row).toBe(0);
});

test('a place that no longer exists becomes the nearest one', () => {
  expect(clamp({ row: 500, column: 9 }, { rows: 10, columns: 3 })).toEqual({ row: 9, column: 2 });
});
