import { expect, test } from 'vitest';
import { copyText } from './copy-text.ts';

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
