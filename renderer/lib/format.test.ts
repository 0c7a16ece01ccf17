import { expect, test } from 'vitest';

import {
  formatBytes,
  formatChange,
  formatCompact,
  formatCount,
  formatDate,
  formatMoney,
  formatNoun,
  formatPercent,
  formatRelative,
  formatTime,
  NO_VALUE,
} from './format.ts';

const EN = 'en-GB';

test('an unknown value is not zero', () => {
  expect(formatCount(null)).toBe(NO_VALUE);
  expect(formatPercent(undefined)).toBe(NO_VALUE);
  expect(formatMoney(null, 'EUR')).toBe(NO_VALUE);
  expect(formatBytes(null)).toBe(NO_VALUE);
});

test('numbers follow the language', () => {
  expect(formatCount(48_211, EN)).toBe('48,211');
  expect(formatCount(48_211, 'de-DE')).toBe('48.211');
  expect(formatCompact(48_211, EN)).toBe('48.2k');
  expect(formatPercent(0.0432, 1, EN)).toBe('4.3%');
});

test('money shows cents only where they matter', () => {
  expect(formatMoney(4_812_000, 'EUR', EN)).toBe('€48,120');
  expect(formatMoney(1_950, 'EUR', EN)).toBe('€19.50');
  expect(formatMoney(1_900, 'EUR', EN)).toBe('€19');
});

test('a change carries its sign', () => {
  expect(formatChange(3, EN)).toBe('+3');
  expect(formatChange(-2.25, EN)).toBe('-2.3');
  expect(formatChange(0, EN)).toBe('0');
});

test('bytes choose their unit', () => {
  expect(formatBytes(0, EN)).toBe('0 bytes');
  expect(formatBytes(1_500, EN)).toBe('1.5 kB');
  expect(formatBytes(4_000_000_000_000, EN)).toBe('4,000 GB');
});

test('times take the zone they are given', () => {
  expect(formatTime('2026-11-24T14:02:00.000Z', 'Europe/Stockholm', EN)).toBe('15:02');
});

test('a calendar date never moves to the day before', () => {
  expect(formatDate('2026-11-24', EN)).toBe('24 Nov 2026');
});

test.each([
  ['2026-11-24T14:00:00.000Z', 'now'],
  ['2026-11-24T13:57:00.000Z', '3 minutes ago'],
  ['2026-11-23T13:00:00.000Z', 'yesterday'],
  ['2026-11-27T15:00:00.000Z', 'in 3 days'],
  ['2025-09-01T00:00:00.000Z', 'last year'],
])('%s reads as %s', (instant, expected) => {
  expect(formatRelative(instant, Date.parse('2026-11-24T14:00:00.000Z'), EN)).toBe(expected);
});

test('one lead, many leads', () => {
  const noun = { one: 'lead', other: 'leads' };
  expect(formatNoun(1, noun, EN)).toBe('1 lead');
  expect(formatNoun(48_211, noun, EN)).toBe('48,211 leads');
});
