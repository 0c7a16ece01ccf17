import { expect, test } from 'vitest';

import { completeOrder, moveAmongVisible } from './column-order.ts';

const columns = ['name', 'company', 'status', 'score'].map((id) => ({ id }));
const order = columns.map((column) => column.id);

test('a stored order drops unknown columns and takes in new ones', () => {
  expect(completeOrder(['score', 'gone', 'company'], columns)).toEqual([
    'name',
    'score',
    'status',
    'company',
  ]);
});

test('the first column always stands first', () => {
  expect(completeOrder(['status', 'name'], columns)[0]).toBe('name');
});

test('a column changes places with its visible neighbour', () => {
  const isVisible = (id: string) => id !== 'status';
  expect(moveAmongVisible(order, 'company', 1, isVisible)).toEqual(['name', 'score', 'status', 'company']);
});

test('nothing passes the first column or the end', () => {
  expect(moveAmongVisible(order, 'company', -1, () => true)).toEqual(order);
  expect(moveAmongVisible(order, 'score', 1, () => true)).toEqual(order);
  expect(moveAmongVisible(order, 'name', 1, () => true)).toEqual(order);
});
