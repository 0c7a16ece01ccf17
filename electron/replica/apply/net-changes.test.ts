import { expect, test } from 'vitest';
import type { ServerChange } from '../types.ts';
import { groupChanges, netChanges } from './net-changes.ts';

const change = (op: ServerChange['op'], id: string, row: ServerChange['row'] = {}): ServerChange => ({
  table: 'leads',
  op,
  id,
  row,
});
const net = (...changes: ServerChange[]) => [...(netChanges(changes).get('leads')?.values() ?? [])];

test.each([
  {
    name: 'an update after an insert belongs to the new row',
    changes: [change('insert', 'a', { email: 'x', city: null }), change('update', 'a', { city: 'Gdańsk' })],
    result: [{ id: 'a', op: 'put', row: { email: 'x', city: 'Gdańsk' } }],
  },
  {
    name: 'updates add up, the later value wins',
    changes: [change('update', 'a', { email: 'x' }), change('update', 'a', { email: 'y', city: null })],
    result: [{ id: 'a', op: 'patch', row: { email: 'y', city: null } }],
  },
  {
    name: 'a row that came and went is deleted',
    changes: [change('insert', 'a', { email: 'x' }), change('delete', 'a')],
    result: [{ id: 'a', op: 'delete', row: {} }],
  },
  {
    name: 'a row that left the scope and came back is whole again',
    changes: [change('delete', 'a'), change('insert', 'a', { email: 'x' })],
    result: [{ id: 'a', op: 'put', row: { email: 'x' } }],
  },
  {
    name: 'an update of a deleted row brings nothing back',
    changes: [change('delete', 'a'), change('update', 'a', { email: 'x' })],
    result: [{ id: 'a', op: 'delete', row: {} }],
  },
])('$name', ({ changes, result }) => {
  expect(net(...changes)).toEqual(result);
});

test('changes of one operation and column set share a statement, up to its size', () => {
  const changes = net(
    change('update', 'a', { city: 'x' }),
    change('update', 'b', { city: 'y' }),
    change('update', 'c', { city: 'z' }),
    change('update', 'd', { email: 'z' }),
    change('delete', 'e'),
  );
  const groups = groupChanges('leads', changes, () => true, 2);
  expect(groups.map(({ op, columns, changes: rows }) => [op, columns, rows.map((row) => row.id)])).toEqual([
    ['patch', ['city'], ['a', 'b']],
    ['patch', ['city'], ['c']],
    ['patch', ['email'], ['d']],
    ['delete', [], ['e']],
  ]);
});

test('columns this program does not know are left out', () => {
  const changes = net(
    change('update', 'a', { city: 'x', mood: 'good' }),
    change('update', 'b', { mood: 'bad' }),
  );
  const groups = groupChanges('leads', changes, (column) => column === 'city', 100);
  expect(groups).toEqual([
    { table: 'leads', op: 'patch', columns: ['city'], changes: [expect.objectContaining({ id: 'a' })] },
  ]);
});
