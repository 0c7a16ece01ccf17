import { expect, test } from 'vitest';
import { instantOfTimestamptz, parseTextArray } from './pg-text.ts';

test.each([
  ['{}', []],
  ['{leads}', ['leads']],
  ['{leads,"a b","d\\"e",NULL,"NULL",""}', ['leads', 'a b', 'd"e', 'NULL', '']],
  ['nonsense', []],
])('%s', (text, elements) => {
  expect(parseTextArray(text)).toEqual(elements);
});

test.each([
  ['2024-02-29 11:14:15.123456+00', '2024-02-29T11:14:15.123Z'],
  ['2024-02-29 11:14:15+00', '2024-02-29T11:14:15.000Z'],
  ['2024-02-29 11:14:15.5+00', '2024-02-29T11:14:15.500Z'],
  ['infinity', null],
  ['2024-02-29 11:14:15+02', null],
])('%s as an instant is %s', (text, instant) => {
  expect(instantOfTimestamptz(text)).toBe(instant);
});
