import { expect, test } from 'vitest';

import { textFromValue, valueFromText } from './conflict-value.ts';

test.each([
  ['12', 7, { value: 12 }],
  ['12,5', 7, { value: 12.5 }],
  ['twelve', 7, null],
  ['yes', false, { value: true }],
  ['perhaps', false, null],
  ['  Ann  ', 'Bob', { value: 'Ann' }],
  ['', 'Bob', { value: null }],
])('%s for a field that holds %s', (text, like, value) => {
  expect(valueFromText(text, like)).toEqual(value);
});

test('a value becomes the text to edit', () => {
  expect([null, true, 3, 'x', ['a']].map(textFromValue)).toEqual(['', 'yes', '3', 'x', '["a"]']);
});
