import { expect, test } from 'vitest';
import type { ServerChange, TextRow } from '../../../replica/types.ts';
import { addToNet, type NetChanges } from './net-changes.ts';

const change = (op: ServerChange['op'], row: TextRow): ServerChange => ({
  table: 'leads',
  op,
  id: 'a',
  row: { id: 'a', ...row },
});

test.each<[string, ServerChange[], ServerChange]>([
  [
    'updates add up',
    [change('update', { x: '1', y: '1' }), change('update', { x: '2' })],
    change('update', { x: '2', y: '1' }),
  ],
  [
    'an inserted row takes its updates',
    [change('insert', { x: '1', y: null }), change('update', { y: '2' })],
    change('insert', { x: '1', y: '2' }),
  ],
  [
    'a deleted row is deleted, whatever it was',
    [change('insert', { x: '1' }), change('update', { x: '2' }), change('delete', {})],
    change('delete', {}),
  ],
  [
    'a row that came back is whole',
    [change('delete', {}), change('insert', { x: '3' })],
    change('insert', { x: '3' }),
  ],
  [
    'a row inserted again replaces what it was',
    [change('insert', { x: '1', y: '1' }), change('insert', { x: '2', y: null })],
    change('insert', { x: '2', y: null }),
  ],
])('%s', (_name, changes, expected) => {
  const net: NetChanges = new Map();
  for (const each of changes) addToNet(net, each);
  expect([...net.values()]).toEqual([expected]);
});
