import { expect, test } from 'vitest';
import { nextCursor } from './cursor.ts';

const at = Date.UTC(2026, 10, 24, 6, 3, 25);

test('a cursor is rounded up to the long-poll interval', () => {
  expect(nextCursor(at, 20_000, undefined, () => 0)).toBe(67_068_220);
  expect(nextCursor(at, 20_000, '1', () => 0)).toBe(67_068_220);
  expect(nextCursor(at, 20_000, 'abc', () => 0)).toBe(67_068_220);
});

test('a cursor that was already used moves on by 1 to 3600 seconds', () => {
  expect(nextCursor(at, 20_000, '67068220', () => 0)).toBe(67_068_221);
  expect(nextCursor(at, 20_000, '67068220', () => 0.9999)).toBe(67_068_220 + 3600);
});
