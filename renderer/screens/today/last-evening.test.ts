import { describe, expect, test } from 'vitest';

import { dayOf, lastWorkdayEvening, sinceText } from './last-evening.ts';

const at = (instant: string) => Date.parse(instant);

describe('the evening a person last looked', () => {
  test.each([
    ['a Tuesday', '2026-11-24T08:00:00Z', '2026-11-23T17:00:00.000Z'],
    ['a Monday looks back to Friday', '2026-11-23T08:00:00Z', '2026-11-20T17:00:00.000Z'],
    ['a Saturday too', '2026-11-21T08:00:00Z', '2026-11-20T17:00:00.000Z'],
    ['and a Sunday', '2026-11-22T20:00:00Z', '2026-11-20T17:00:00.000Z'],
    ['late evening is still the same day', '2026-11-24T22:30:00Z', '2026-11-23T17:00:00.000Z'],
    ['after the clocks went back', '2026-10-26T08:00:00Z', '2026-10-23T16:00:00.000Z'],
  ])('%s', (_name, now, evening) => {
    expect(lastWorkdayEvening(at(now), 'Europe/Stockholm')).toBe(evening);
  });

  test('belongs to the person’s own calendar', () => {
    expect(lastWorkdayEvening(at('2026-11-24T03:00:00Z'), 'America/Los_Angeles')).toBe(
      '2026-11-21T02:00:00.000Z',
    );
  });
});

test('a day has 23 or 25 hours when the clocks change', () => {
  const { from, to } = dayOf(at('2026-10-25T12:00:00Z'), 'Europe/Stockholm');
  expect((at(to) - at(from)) / 3_600_000).toBe(25);
});

test('is said in words', () => {
  const tuesday = at('2026-11-24T08:00:00Z');
  expect(sinceText(lastWorkdayEvening(tuesday, 'UTC'), tuesday, 'UTC', 'en-GB')).toBe(
    'since yesterday evening',
  );
  const monday = at('2026-11-23T08:00:00Z');
  expect(sinceText(lastWorkdayEvening(monday, 'UTC'), monday, 'UTC', 'en-GB')).toBe('since Friday evening');
});
