import { describe, expect, test } from 'vitest';
import { activityChanges } from './activity-changes.ts';
import type { RowChange } from './recorder.ts';
import { testId } from './testing/ids.ts';

function update(n: number, before: Record<string, unknown>, after: Record<string, unknown>): RowChange {
  return { table: 'leads', id: testId(n), before, after };
}

describe('the changes an activity row lists', () => {
  test('changed fields with both values, without the time of writing', () => {
    const change = update(
      1,
      { title: 'a', city: 'x', updated_at: 1 },
      { title: 'b', city: 'x', updated_at: 2 },
    );
    expect(activityChanges([change])).toEqual([
      { table: 'leads', id: testId(1), op: 'update', fields: { title: ['a', 'b'] } },
    ]);
  });

  test('creation and removal without values', () => {
    const row = { title: 'a' };
    expect(
      activityChanges([
        { table: 'leads', id: testId(1), before: null, after: row },
        { table: 'leads', id: testId(2), before: row, after: null },
      ]),
    ).toEqual([
      { table: 'leads', id: testId(1), op: 'create' },
      { table: 'leads', id: testId(2), op: 'delete' },
    ]);
  });

  test('the first fifty rows, 16 kB at most, long values cut', () => {
    const many = Array.from({ length: 80 }, (_, n) => update(n, { title: null }, { title: 'x' }));
    expect(activityChanges(many)).toHaveLength(50);
    const long = Array.from({ length: 50 }, (_, n) =>
      update(n, { title: 'ä'.repeat(5_000) }, { title: '🙂'.repeat(5_000) }),
    );
    const listed = activityChanges(long);
    expect(new TextEncoder().encode(JSON.stringify(listed)).length).toBeLessThanOrEqual(16_384);
    expect(listed.length).toBeGreaterThan(3);
    const after = String(listed[0]?.fields?.['title']?.[1]);
    expect(after.length).toBeLessThan(510);
    expect(after.isWellFormed()).toBe(true);
  });
});
