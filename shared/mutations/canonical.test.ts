import { describe, expect, test } from 'vitest';
import { canonicalNewRow, canonicalPatch, canonicalValue, deepEqual, sameValue } from './canonical.ts';
import { columnOf } from './columns.ts';
import type { MutableTableName } from '../schema/registry.ts';
import { testId } from './testing/ids.ts';
import { NOW } from './testing/run-step.ts';

describe('one form for each value', () => {
  test.each<readonly [MutableTableName, string, unknown, unknown]>([
    ['leads', 'id', '01990000-0000-7000-8000-00000000000A', '01990000-0000-7000-8000-00000000000a'],
    ['leads', 'created_at', '2026-11-24 06:40:39.48+00', '2026-11-24T06:40:39.480Z'],
    ['leads', 'created_at', '2026-11-24T06:40:39+05:45', '2026-11-24T00:55:39.000Z'],
    ['leads', 'created_at', '2026-11-24T06:40:39.123456Z', '2026-11-24T06:40:39.123Z'],
    ['leads', 'created_at', new Date('2026-11-24T06:40:39.5Z'), '2026-11-24T06:40:39.500Z'],
    ['leads', 'employee_count', '12', 12],
    ['leads', 'employee_count', -0, 0],
    ['leads', 'archived', 't', true],
    ['leads', 'archived', 'false', false],
    ['leads', 'labels', ['a', 'b'], ['a', 'b']],
    ['leads', 'title', undefined, null],
    ['clients', 'bonus_minor', 12n, 12],
    ['clients', 'bonus_minor', '9007199254740991', 9_007_199_254_740_991],
    ['clients', 'start_date', '2024-02-29', '2024-02-29'],
    ['campaign_metrics', 'open_rate', 0.5, '0.5000'],
    ['campaign_metrics', 'open_rate', '1', '1.0000'],
  ])('%s.%s: %o → %o', (table, column, given, wanted) => {
    expect(canonicalValue(columnOf(table, column), given)).toEqual(wanted);
  });

  test.each<readonly [MutableTableName, string, unknown]>([
    ['leads', 'id', 'x'],
    ['leads', 'created_at', '2026-11-24'],
    ['leads', 'created_at', '2026-13-24T00:00:00Z'],
    ['leads', 'employee_count', 1.5],
    ['leads', 'employee_count', ''],
    ['leads', 'employee_count', '1e3'],
    ['leads', 'archived', 1],
    ['leads', 'labels', 'a'],
    ['leads', 'labels', [1]],
    ['leads', 'title', 5],
    ['leads', 'title', '\ud800'],
    ['leads', 'custom', { a: '\u0000' }],
    ['leads', 'custom', { a: 1n }],
    ['leads', 'status', 'x'],
    ['clients', 'start_date', '2023-02-29'],
    ['clients', 'bonus_minor', 2 ** 53],
    ['campaign_metrics', 'open_rate', Number.NaN],
  ])('%s.%s does not take %o', (table, column, given) => {
    expect(() => canonicalValue(columnOf(table, column), given)).toThrow(
      expect.objectContaining({ code: 'invalid_input' }),
    );
  });

  test('equality does not mind how a value is written', () => {
    expect(sameValue('leads', 'created_at', '2026-11-24 06:40:39.48+00', '2026-11-24T06:40:39.480Z')).toBe(
      true,
    );
    expect(sameValue('campaign_metrics', 'open_rate', '0.5', 0.5)).toBe(true);
    expect(sameValue('clients', 'settings', { a: 1, b: [null] }, { b: [null], a: 1 })).toBe(true);
    expect(sameValue('leads', 'labels', ['a', 'b'], ['b', 'a'])).toBe(false);
    expect(deepEqual({ a: undefined }, { b: undefined })).toBe(false);
    expect(deepEqual([], {})).toBe(false);
  });
});

describe('rows', () => {
  test('a new row gets its defaults and must not miss what has none', () => {
    const lead = canonicalNewRow(
      'leads',
      {
        id: testId(1),
        scope_client_id: testId(2),
        client_id: testId(2),
        email: 'a@example.com',
        email_key: 'k',
      },
      NOW,
    );
    expect(lead).toMatchObject({ status: 'new', labels: [], custom: {}, created_at: NOW, campaign_id: null });
    expect(() => canonicalNewRow('leads', { id: testId(1) }, NOW)).toThrow(/scope_client_id is missing/);
    expect(() => canonicalNewRow('notes', { ...lead, pinned: null }, NOW)).toThrow();
  });

  test('a patch leaves out what is undefined and refuses unknown columns', () => {
    expect(canonicalPatch('leads', { id: testId(1), title: undefined, city: null })).toEqual({
      id: testId(1),
      city: null,
    });
    expect(() => canonicalPatch('leads', { nonsense: 1 })).toThrow(/no column nonsense/);
  });
});
