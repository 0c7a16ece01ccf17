import { describe, expect, test } from 'vitest';
import { parseMessages } from './messages.ts';

const insert = {
  key: '"public"."leads"/"a"',
  value: { id: 'a', name: 'n', tags: '{x,y}', score: null },
  headers: { relation: ['public', 'leads'], operation: 'insert' },
};
const live = (over: Record<string, unknown>) => ({
  key: '"public"."leads"/"a"',
  value: { id: 'a', name: 'm' },
  headers: {
    operation: 'update',
    lsn: '26909832',
    txids: [758],
    op_position: 4,
    relation: ['public', 'leads'],
    ...over,
  },
});
const upToDate = { headers: { control: 'up-to-date', global_last_seen_lsn: '26909999' } };

test('a snapshot: rows keep the text they came as', () => {
  const batch = parseMessages('leads', [
    insert,
    { headers: { control: 'snapshot-end', xmin: '754', xmax: '754', xip_list: [] } },
  ]);
  expect(batch).toMatchObject({ rows: [insert.value], changes: [], snapshotEnded: true, isUpToDate: false });
});

test('live changes carry their place; the end of the log closes the transaction', () => {
  const batch = parseMessages('leads', [live({}), live({ op_position: 6, last: true }), upToDate]);
  expect(batch?.changes.map(({ lsn, op }) => [lsn, op])).toEqual([
    [26909832n, 4],
    [26909832n, 6],
  ]);
  expect(batch).toMatchObject({ isUpToDate: true, seenLsn: 26909999n, openLsn: null });
});

test('a chunk that ends inside a transaction says so', () => {
  expect(
    parseMessages('leads', [live({ last: true }), live({ lsn: '26909900', op_position: 0 })])?.openLsn,
  ).toBe(26909900n);
});

test('a row of commits is understood', () => {
  const value = {
    id: 'c',
    tables: '{leads,"odd, name"}',
    device_id: 'd',
    at: '2026-02-03 04:05:06.789123+00',
  };
  const batch = parseMessages('commits', [{ ...live({ operation: 'insert' }), value }]);
  expect(batch?.changes[0]?.commit).toEqual({
    id: 'c',
    tables: ['leads', 'odd, name'],
    deviceId: 'd',
    at: '2026-02-03T04:05:06.789Z',
  });
});

describe('what no shape service sends is refused', () => {
  test.each<[string, unknown]>([
    ['an object', { message: 'hi' }],
    ['null', null],
    ['a list of text', ['x']],
    ['an unknown control', [{ headers: { control: 'surprise' } }]],
    ['an event of a filter we do not use', [{ headers: { event: 'move-out', patterns: [] } }]],
    [
      'a change without an operation',
      [{ key: 'k', value: { id: 'a' }, headers: { lsn: '1', op_position: 0 } }],
    ],
    ['an update without a place', [{ key: 'k', value: { id: 'a' }, headers: { operation: 'update' } }]],
    ['a row without an id', [{ key: 'k', value: { name: 'a' }, headers: { operation: 'insert' } }]],
    ['a value that is no text', [{ key: 'k', value: { id: 'a', n: 1 }, headers: { operation: 'insert' } }]],
    ['an LSN that is no number', [live({ lsn: '12x' })]],
  ])('%s', (_name, body) => {
    expect(parseMessages('leads', body)).toBeNull();
  });
});
