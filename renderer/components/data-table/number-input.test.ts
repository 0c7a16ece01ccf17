import { expect, test } from 'vitest';

import { checkNumber, parseNumber } from './number-input.ts';

test.each([
  ['', null],
  ['  ', null],
  ['12', 12],
  ['12,5', 12.5],
  ['1 200', 1_200],
  ['-3', -3],
])('%j is read as %j', (text, expected) => {
  expect(parseNumber(text)).toBe(expected);
});

test('what is no number is refused with a reason', () => {
  expect(checkNumber('abc', {})).toBe('Type a number.');
  expect(checkNumber('101', { max: 100 })).toBe('At most 100.');
  expect(checkNumber('-1', { min: 0 })).toBe('At least 0.');
  expect(checkNumber('50', { min: 0, max: 100 })).toBeNull();
});

test('a rule of the column has the last word, on empty too', () => {
  const validate = (value: number | null) => (value === null ? 'A score is needed.' : null);
  expect(checkNumber('', { validate })).toBe('A score is needed.');
});
