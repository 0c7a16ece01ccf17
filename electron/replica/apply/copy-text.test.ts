import { expect, test } from 'vitest';
import { copyText, linesOf, withoutUnknown } from './copy-text.ts';

test('whatever a person typed stays one field of one line', () => {
  const text = copyText(
    ['a', 'b'],
    [
      { a: 'tab\there', b: 'line\nbreak\r' },
      { a: 'back\\slash', b: '\\N' },
    ],
  );
  expect(text.toString('utf8')).toBe('tab\\there\tline\\nbreak\\r\nback\\\\slash\t\\\\N\n');
});

test('null, missing and empty differ', () => {
  expect(copyText(['a', 'b', 'c'], [{ a: null, c: '' }]).toString('utf8')).toBe('\\N\t\\N\t\n');
});

test('many long rows of any script keep every character', () => {
  const value = 'Łódź 東京 🙂 '.repeat(500);
  const rows = Array.from({ length: 500 }, (_, index) => ({ a: `${index}`, b: value }));
  expect(copyText(['a', 'b'], rows).toString('utf8')).toBe(rows.map(({ a, b }) => `${a}\t${b}\n`).join(''));
});

test('a column that the table does not have is cut out', () => {
  const columns = ['surprise', 'id', 'title'];
  const text = copyText(columns, [
    { surprise: 'tab\there', id: 'a', title: null },
    { id: 'b', title: '' },
  ]);
  const rest = withoutUnknown('leads', { columns, count: 2, text });
  expect({ ...rest, text: rest.text.toString() }).toEqual({
    columns: ['id', 'title'],
    count: 2,
    text: 'a\t\\N\nb\t\n',
  });
  const known = { columns: ['id'], count: 0, text: Buffer.alloc(0) };
  expect(withoutUnknown('leads', known)).toBe(known);
});

test('parts end with their lines', () => {
  const parts = (text: string, bytes: number) => [...linesOf(Buffer.from(text), bytes)].map(String);
  expect(parts('aa\nbbbb\nc\n', 3)).toEqual(['aa\nbbbb\n', 'c\n']);
  expect(parts('aa\nbbbb\nc\n', 100)).toEqual(['aa\nbbbb\nc\n']);
  expect(parts('aa\nbbbb\nc\n', 0)).toEqual(['aa\n', 'bbbb\n', 'c\n']);
  expect(parts('', 3)).toEqual([]);
});
