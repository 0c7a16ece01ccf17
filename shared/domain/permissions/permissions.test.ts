import { describe, expect, test } from 'vitest';
import { SYNCED_TABLE_NAMES, syncedTable } from '../../schema/registry.ts';
import { ROLES } from '../vocabulary/people.ts';
import { can, readableTables } from './can.ts';
import { clientsInScope } from './scope.ts';

describe('permissions', () => {
  test('what only admins may read is the same here and in the shapes', () => {
    for (const table of SYNCED_TABLE_NAMES) {
      const adminOnly = syncedTable(table).adminOnly === true;
      expect(can('admin', 'read', table)).toBe(true);
      expect(can('account_manager', 'read', table), table).toBe(!adminOnly);
      expect(can('viewer', 'read', table), table).toBe(!adminOnly);
    }
    expect(readableTables('admin')).toEqual([...SYNCED_TABLE_NAMES]);
  });

  test('viewers write nothing but their own views', () => {
    const writable = SYNCED_TABLE_NAMES.filter((table) =>
      (['create', 'update', 'delete', 'act'] as const).some((operation) => can('viewer', operation, table)),
    );
    expect(writable).toEqual(['saved_views']);
  });

  test.each([
    ['account_manager', 'create', 'leads', true],
    ['account_manager', 'update', 'clients', true],
    ['account_manager', 'create', 'clients', false],
    ['account_manager', 'delete', 'clients', false],
    ['account_manager', 'create', 'client_assignments', false],
    ['account_manager', 'update', 'users', false],
    ['account_manager', 'act', 'incidents', true],
    ['account_manager', 'create', 'suppressions', true],
    ['admin', 'create', 'clients', true],
    ['admin', 'update', 'activity', false],
    ['admin', 'update', 'commits', false],
  ] as const)('%s may %s %s: %s', (role, operation, table, allowed) => {
    expect(can(role, operation, table)).toBe(allowed);
  });

  test('only account managers are bound to their clients', () => {
    const scopes = ROLES.map((role) => clientsInScope(role, ['a']));
    expect(scopes).toEqual(['all', new Set(['a']), 'all']);
  });
});
