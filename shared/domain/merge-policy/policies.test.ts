import { getTableColumns } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { SYNCED_TABLES, SYNCED_TABLE_NAMES } from '../../schema/registry.ts';
import { STATUS_MACHINES } from '../transitions/status-machines.ts';
import { mergePolicyOf } from './policies.ts';

function fieldsWith(policy: string): string[] {
  return SYNCED_TABLE_NAMES.flatMap((table) =>
    Object.keys(getTableColumns(SYNCED_TABLES[table].table))
      .filter((field) => mergePolicyOf(table, field) === policy)
      .map((field) => `${table}.${field}`),
  );
}

describe('merge policies', () => {
  test('identity, scope and time of writing are never written by people', () => {
    for (const table of SYNCED_TABLE_NAMES) {
      for (const field of ['id', 'scope_client_id', 'created_at', 'updated_at']) {
        expect(mergePolicyOf(table, field)).toBe('server');
      }
    }
  });

  test('every status with a machine is a transition, and no other field is', () => {
    const machines = Object.keys(STATUS_MACHINES).map((table) => `${table}.status`);
    expect(fieldsWith('transition').toSorted()).toEqual(machines.toSorted());
  });

  test('what is merged as a set is an array of text', () => {
    for (const name of fieldsWith('merge-set')) {
      const [table = '', field = ''] = name.split('.');
      const found = SYNCED_TABLE_NAMES.find((known) => known === table)!;
      const columns: Record<string, { getSQLType: () => string }> = getTableColumns(
        SYNCED_TABLES[found].table,
      );
      expect(columns[field]?.getSQLType()).toBe('text[]');
    }
  });

  test('a verdict cannot be written by hand', () => {
    expect(mergePolicyOf('leads', 'verdict')).toBe('server');
    expect(mergePolicyOf('leads', 'no_such_field')).toBe('server');
    expect(mergePolicyOf('activity', 'summary')).toBe('server');
  });
});
