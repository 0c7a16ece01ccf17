import { expect, test } from 'vitest';
import { daysLeft, isOverdue, overdueSince } from './trash.ts';

const NOW = '2026-11-24T09:00:00.000Z';

test.each([
  { name: 'just now', deletedAt: NOW, overdue: false, left: 30 },
  { name: 'a minute ago', deletedAt: '2026-11-24T08:59:00.000Z', overdue: false, left: 30 },
  { name: 'yesterday', deletedAt: '2026-11-23T09:00:00.000Z', overdue: false, left: 29 },
  { name: 'a minute before the end', deletedAt: '2026-10-25T09:01:00.000Z', overdue: false, left: 1 },
  { name: 'thirty days ago', deletedAt: '2026-10-25T09:00:00.000Z', overdue: true, left: 0 },
  { name: 'last year', deletedAt: '2025-10-25T09:00:00.000Z', overdue: true, left: 0 },
])('what was deleted $name has $left days left', ({ deletedAt, overdue, left }) => {
  expect(isOverdue(deletedAt, NOW)).toBe(overdue);
  expect(daysLeft(deletedAt, Date.parse(NOW))).toBe(left);
  expect(deletedAt <= overdueSince(NOW)).toBe(overdue);
});
