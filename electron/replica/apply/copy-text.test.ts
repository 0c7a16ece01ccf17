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
  expect(text).toBe('tab\\there\tline\\nbreak\\r\nback\\\\slash\t\\\\N\n');
});

test('null, missing and empty differ', () => {
  expect(copyText(['a', 'b', 'c'], [{ a: null, c: '' }])).toBe('\\N\t\\N\t\n');
});
