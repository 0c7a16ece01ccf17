import { expect, test } from 'vitest';

import { dueText, durationText } from './duration-words.ts';

test.each([
  [30_000, 'less than a minute'],
  [12 * 60_000, '12 min'],
  [3 * 3_600_000 + 5 * 60_000, '3 h 5 min'],
  [3 * 3_600_000, '3 h'],
  [14 * 3_600_000 + 20 * 60_000, '14 h'],
  [30 * 3_600_000, '1 day'],
  [72 * 3_600_000, '3 days'],
])('%d ms is %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});

test('a due time that has passed is overdue', () => {
  const now = Date.parse('2026-11-24T10:00:00Z');
  expect(dueText('2026-11-24T10:12:30Z', now)).toEqual({ text: '12 min left', overdue: false });
  expect(dueText('2026-11-24T07:00:00Z', now)).toEqual({ text: 'overdue by 3 h', overdue: true });
});
