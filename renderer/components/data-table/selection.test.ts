import { expect, test } from 'vitest';

import { selectRange } from './select-range.ts';
import {
  EVERYTHING_SELECTED,
  headerState,
  isSelected,
  NOTHING_SELECTED,
  selectedCount,
  selectedKeys,
  setSelected,
  toggleSelected,
} from './selection.ts';

test('rows are added and taken away one by one', () => {
  const one = toggleSelected(NOTHING_SELECTED, 'a');
  expect(isSelected(one, 'a')).toBe(true);
  expect(isSelected(toggleSelected(one, 'a'), 'a')).toBe(false);
});

test('"all" counts every matching row, and exceptions stay out', () => {
  const allButOne = toggleSelected(EVERYTHING_SELECTED, 'a');
  expect(selectedCount(allButOne, 48_211)).toBe(48_210);
  expect(isSelected(allButOne, 'a')).toBe(false);
  expect(isSelected(allButOne, 'never loaded')).toBe(true);
  expect(isSelected(toggleSelected(allButOne, 'a'), 'a')).toBe(true);
});

test('the box of the header has three states', () => {
  const some = setSelected(NOTHING_SELECTED, ['a', 'b'], true);
  expect(headerState(NOTHING_SELECTED, 3)).toBe('none');
  expect(headerState(some, 3)).toBe('some');
  expect(headerState(setSelected(some, ['c'], true), 3)).toBe('all');
  expect(headerState(EVERYTHING_SELECTED, 3)).toBe('all');
  expect(headerState(EVERYTHING_SELECTED, 0)).toBe('none');
});

test('keys are asked for only when all are selected', async () => {
  const load = () => Promise.resolve(['a', 'b', 'c']);
  const refuse = () => Promise.reject(new Error('asked'));
  expect(await selectedKeys(setSelected(NOTHING_SELECTED, ['z'], true), refuse)).toEqual(['z']);
  expect(await selectedKeys(toggleSelected(EVERYTHING_SELECTED, 'b'), load)).toEqual(['a', 'c']);
});

const KEYS = ['a', 'b', 'c', 'd', 'e'];

function source(loaded: number) {
  let asked = 0;
  return {
    asked: () => asked,
    rowAt: (index: number) => {
      const key = index < loaded ? KEYS[index] : undefined;
      return key === undefined ? undefined : { key, row: null, sync: 'synced' as const };
    },
    loadKeys: () => {
      asked += 1;
      return Promise.resolve(KEYS);
    },
  };
}

test('a range of loaded rows needs nobody', async () => {
  const from = source(5);
  expect(await selectRange(NOTHING_SELECTED, from, 3, 1)).toEqual({
    mode: 'some',
    keys: new Set(['b', 'c', 'd']),
  });
  expect(from.asked()).toBe(0);
});

test('a range beyond the loaded rows asks for the keys', async () => {
  const from = source(2);
  const selection = await selectRange(NOTHING_SELECTED, from, 1, 4);
  expect(selection).toEqual({ mode: 'some', keys: new Set(['b', 'c', 'd', 'e']) });
  expect(from.asked()).toBe(1);
});
