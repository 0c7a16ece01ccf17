import { expect, test } from 'vitest';

import type { LiveRow } from './desktop-client.ts';
import { applyLiveEvent, rowAtIndex, sameValue } from './live-state.ts';
import type { LiveRows } from './live-state.ts';

function row(key: string, name = key, sync: LiveRow['sync'] = 'synced'): LiveRow {
  return { key, row: { name, tags: ['a', { deep: 1 }] }, sync };
}

const a = row('a');
const b = row('b');
const before: LiveRows = { total: 2, offset: 10, rows: [a, b], asOf: '2026-11-24T14:02:00.000Z' };

test('a snapshot replaces everything but keeps the identity of rows that did not change', () => {
  const next = applyLiveEvent(before, {
    kind: 'snapshot',
    total: 3,
    offset: 0,
    rows: [row('c'), row('b'), row('a', 'renamed')],
    asOf: null,
  });
  expect(next.rows.map((one) => one.key)).toEqual(['c', 'b', 'a']);
  expect(next.rows[1]).toBe(b);
  expect(next.rows[2]).not.toBe(a);
  expect(next).toMatchObject({ total: 3, offset: 0, asOf: null });
});

test('a diff reorders, adds, changes and removes', () => {
  const next = applyLiveEvent(before, {
    kind: 'diff',
    total: 5,
    offset: 10,
    order: ['c', 'a'],
    upserts: [row('c'), row('a')],
  });
  expect(next.rows.map((one) => one.key)).toEqual(['c', 'a']);
  expect(next.rows[1]).toBe(a);
  expect(next).toMatchObject({ total: 5, asOf: before.asOf });
});

test('a change of the sync state alone is a change', () => {
  const next = applyLiveEvent(before, {
    kind: 'diff',
    total: 2,
    offset: 10,
    order: ['a', 'b'],
    upserts: [row('a', 'a', 'waiting')],
  });
  expect(next.rows[0]).not.toBe(a);
  expect(next.rows[0]?.sync).toBe('waiting');
});

test('a key in the order that was never sent is skipped', () => {
  const next = applyLiveEvent(before, {
    kind: 'diff',
    total: 2,
    offset: 10,
    order: ['a', 'ghost', 'b'],
    upserts: [],
  });
  expect(next.rows).toEqual([a, b]);
});

test('a diff before any snapshot stands by itself', () => {
  const next = applyLiveEvent(null, { kind: 'diff', total: 1, offset: 0, order: ['a'], upserts: [a] });
  expect(next).toEqual({ total: 1, offset: 0, rows: [a], asOf: null });
});

test('rows are found by their place in the whole result', () => {
  expect(rowAtIndex(before, 9)).toBeUndefined();
  expect(rowAtIndex(before, 10)).toBe(a);
  expect(rowAtIndex(before, 12)).toBeUndefined();
});

test.each([
  [{ a: 1 }, { a: 1 }, true],
  [{ a: 1 }, { a: 1, b: undefined }, false],
  [[1, 2], { 0: 1, 1: 2 }, false],
  [null, {}, false],
  [new Date(1), new Date(1), true],
  [new Date(1), new Date(2), false],
  [Number.NaN, Number.NaN, true],
])('%j and %j are the same value: %s', (left, right, expected) => {
  expect(sameValue(left, right)).toBe(expected);
});
