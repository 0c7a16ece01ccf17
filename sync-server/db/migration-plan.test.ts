import { describe, expect, test } from 'vitest';
import type { Migration } from './migration-files.ts';
import { planMigrations } from './migration-plan.ts';

const migration = (tag: string, createdAt: number): Migration => ({
  tag,
  createdAt,
  hash: `hash-${tag}`,
  statements: [],
});
const first = migration('0000_first', 100);
const second = migration('0001_second', 200);
const applied = (of: Migration) => ({ hash: of.hash, createdAt: of.createdAt });

describe('planMigrations', () => {
  test.each([
    { name: 'an empty database needs all', done: [], expected: [first, second] },
    { name: 'a database half-way needs the rest', done: [applied(first)], expected: [second] },
    { name: 'one that skipped an older migration gets it', done: [applied(second)], expected: [first] },
    { name: 'a current one needs nothing', done: [applied(first), applied(second)], expected: [] },
  ])('$name', ({ done, expected }) => {
    expect(planMigrations([first, second], done)).toEqual(expected);
  });

  test('a database of a newer program is refused', () => {
    expect(() => planMigrations([first], [applied(first), applied(second)])).toThrow(
      expect.objectContaining({ code: 'too_old', hint: expect.stringContaining('newer version') }),
    );
  });

  test('a migration that changed after it ran is refused', () => {
    expect(() => planMigrations([first, second], [{ hash: 'other', createdAt: 100 }])).toThrow(
      expect.objectContaining({ code: 'precondition_failed', hint: expect.stringContaining('0000_first') }),
    );
  });

  test('a branch the program does not know is refused', () => {
    expect(() => planMigrations([first, second], [{ hash: 'x', createdAt: 150 }])).toThrow(
      expect.objectContaining({ code: 'precondition_failed' }),
    );
  });
});
