import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textRows } from '../testing/copied-rows.ts';
import { parseMessages } from './messages.ts';
import { readMessages } from './read-messages.ts';

type Row = Record<string, string | null>;

const headers = { relation: ['public', 'leads'], operation: 'insert' };
const message = (value: Row, key = `"public"."leads"/"${value['id']}"`) => ({ key, value, headers });
const end = { headers: { control: 'snapshot-end', xmin: '754', xmax: '754', xip_list: [] } };
const read = (body: unknown) => readMessages('leads', Buffer.from(JSON.stringify(body)));
const rowsOf = (body: unknown) => {
  const rows = read(body)?.rows;
  return rows && { isText: 'text' in rows, rows: textRows(rows) };
};

const awkward = [
  '',
  '\\N',
  '\\',
  '"',
  'a\tb\nc\rd\be\ff\vg',
  '/',
  'Łódź 東京 🙂',
  '\u0001\u001f\u007f',
  '{"a": "\\"b\\""}',
  '🙂',
];

test('rows of a snapshot come as lines that COPY reads', () => {
  const rows = awkward.map((title, n) => ({ city: null, id: `id ${n}`, title }));
  expect(rowsOf([...rows.map((row) => message(row)), end])).toEqual({ isText: true, rows });
  expect(read([...rows.map((row) => message(row)), end])).toMatchObject({
    snapshotEnded: true,
    isUpToDate: false,
    changes: [],
  });
});

test('any text of JSON arrives as JSON has it, in whatever spelling', () => {
  const unit = fc
    .oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.constantFrom(...awkward))
    .filter((text) => !text.includes('\0'));
  const cell = fc.option(unit);
  const row = fc.record({ id: unit, email: cell, title: cell, city: cell });
  const spelling = fc.constantFrom(
    (text: string) => text,
    (text: string) =>
      text.replaceAll(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
    (text: string) => text.replaceAll('/', '\\/'),
  );
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), spelling, (rows, spell) => {
      const bytes = Buffer.from(spell(JSON.stringify([...rows.map((each) => message(each)), end])));
      const plain = parseMessages('leads', JSON.parse(bytes.toString('utf8')));
      const fast = readMessages('leads', bytes);
      if (!fast || !plain || !('text' in fast.rows)) throw new Error('not read as text');
      expect(textRows(fast.rows)).toEqual(plain.rows);
      expect({ ...fast, rows: [] }).toEqual({ ...plain, rows: [] });
    }),
  );
});

describe('what looks otherwise is read as JSON, row by row', () => {
  const first = message({ city: 'Oslo', id: 'a' });
  test.each<[string, unknown[]]>([
    ['columns in another order', [first, message({ id: 'b', city: 'Rome' })]],
    ['a column more', [first, message({ city: 'Rome', id: 'b', title: 't' })]],
    [
      'other headers',
      [first, { ...message({ city: 'Rome', id: 'b' }), headers: { ...headers, tags: ['x'] } }],
    ],
    ['keys in another order', [{ headers, value: { id: 'a' }, key: 'k' }]],
  ])('%s', (_name, body) => {
    expect(rowsOf(body)).toEqual({
      isText: false,
      rows: (body as { value: Row }[]).map(({ value }) => value),
    });
  });
});

test('a log after the rows is read with them', () => {
  const change = {
    key: 'k',
    value: { id: 'a' },
    headers: { operation: 'delete', lsn: '12', op_position: 0, last: true },
  };
  expect(read([message({ id: 'a' }), end, change])).toMatchObject({
    snapshotEnded: true,
    changes: [{ lsn: 12n, change: { op: 'delete', id: 'a' } }],
  });
});

describe('what is cut off or no row is refused', () => {
  const whole = JSON.stringify([
    message({ id: 'a', title: 'some "title"' }),
    message({ id: 'b', title: null }),
    end,
  ]);
  test('at any byte', () => {
    for (let length = 0; length < whole.length; length += 1) {
      expect(readMessages('leads', Buffer.from(whole.slice(0, length)))).toBeNull();
    }
  });
  test.each<[string, string]>([
    ['a comma before the end', `${JSON.stringify([message({ id: 'a' })]).slice(0, -1)},]`],
    ['more behind the end', `${JSON.stringify([message({ id: 'a' })])}x`],
    ['a row without an id', JSON.stringify([message({ id: 'a' }), message({ id: null }), end])],
    ['rows without ids', JSON.stringify([message({ title: 'a' }), end])],
    ['a number', JSON.stringify([{ key: 'k', value: { id: 'a', employee_count: 1 }, headers }])],
    ['a line break inside a text', JSON.stringify([message({ id: 'a' })]).replace('"a"}', '"a\n"}')],
    [
      'an update without a place',
      JSON.stringify([{ ...message({ id: 'a' }), headers: { operation: 'update' } }]),
    ],
  ])('%s', (_name, text) => {
    expect(readMessages('leads', Buffer.from(text))).toBeNull();
  });
});
