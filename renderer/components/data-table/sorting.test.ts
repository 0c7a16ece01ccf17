import { expect, test } from 'vitest';

import { ariaSort, sortText, toggleSort } from './sorting.ts';

const asc = (field: string) => ({ field, direction: 'asc' as const });
const desc = (field: string) => ({ field, direction: 'desc' as const });

test('a header goes round: ascending, descending, none', () => {
  expect(toggleSort([], 'name', false)).toEqual([asc('name')]);
  expect(toggleSort([asc('name')], 'name', false)).toEqual([desc('name')]);
  expect(toggleSort([desc('name')], 'name', false)).toEqual([]);
});

test('pressing another header sorts by it alone', () => {
  expect(toggleSort([asc('name'), desc('score')], 'city', false)).toEqual([asc('city')]);
});

test('with shift the others stay, each in its place', () => {
  const two = toggleSort([asc('name')], 'score', true);
  expect(two).toEqual([asc('name'), asc('score')]);
  expect(toggleSort(two, 'name', true)).toEqual([desc('name'), asc('score')]);
  expect(toggleSort([desc('name'), asc('score')], 'name', true)).toEqual([asc('score')]);
});

test('at most four fields sort at once', () => {
  const four = ['a', 'b', 'c', 'd'].map(asc);
  expect(toggleSort(four, 'e', true)).toEqual(four);
});

test('the order is said in the words of the headers', () => {
  const columns = [
    { header: 'Name', sortField: 'name' },
    { header: 'Score', sortField: 'score' },
  ];
  expect(sortText([asc('name'), desc('score')], columns)).toBe(
    'Sorted by Name, ascending, then Score, descending',
  );
  expect(sortText([], columns)).toBe('Back to the usual order');
  expect(ariaSort([desc('score')], 'score')).toBe('descending');
  expect(ariaSort([desc('score')], 'name')).toBe('none');
});
