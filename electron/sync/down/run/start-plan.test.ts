import { describe, expect, test } from 'vitest';
import { SCHEMA_VERSION } from '../../../../shared/schema/registry.ts';
import type { ReplicaSession, ReplicaState } from '../../../replica/types.ts';
import { planStart } from './start-plan.ts';

const session: ReplicaSession = {
  serverUrl: 'http://server.test',
  token: 't',
  actor: { userId: 'u', role: 'account_manager', clientIds: ['a', 'b'] },
  deviceId: 'd',
  tables: ['commits', 'leads', 'saved_views'],
  scope: 'a,b',
  epoch: 'e1',
};
const at = (table: 'commits' | 'leads' | 'saved_views' | 'quarantine') => ({
  table,
  handle: 'h',
  offset: '5_0',
});
const state: ReplicaState = {
  complete: true,
  schemaVersion: SCHEMA_VERSION,
  epoch: 'e1',
  scope: 'a,b',
  lsn: '500',
  asOf: null,
  positions: [at('commits'), at('leads'), at('saved_views')],
};

describe('a replica', () => {
  test('goes on where it was', () => {
    expect(planStart(state, session)).toEqual({
      resume: state.positions,
      load: [],
      gone: [],
      keepClients: null,
      lsn: 500n,
    });
  });

  test.each<[string, Partial<ReplicaState>]>([
    ['whose first load was not finished', { complete: false }],
    ['of a database that was restored since', { epoch: 'e0' }],
    ['of another schema version', { schemaVersion: SCHEMA_VERSION - 1 }],
  ])('%s is loaded whole', (_name, over) => {
    expect(planStart({ ...state, ...over }, session)).toMatchObject({
      resume: [],
      load: session.tables,
      lsn: 0n,
    });
  });

  test('of another scope drops clients at once, reloads scoped tables and keeps what is the person’s own', () => {
    const plan = planStart({ ...state, scope: 'a,c' }, session);
    expect(plan).toMatchObject({
      keepClients: ['a', 'b'],
      load: ['commits', 'leads'],
      resume: [at('saved_views')],
    });
  });

  test('loads a table it has never had, and empties one it may no longer read', () => {
    const plan = planStart(
      { ...state, positions: [at('commits'), at('saved_views'), at('quarantine')] },
      session,
    );
    expect(plan).toMatchObject({ load: ['leads'], gone: ['quarantine'], keepClients: null });
  });

  test('that never showed anything has no rows to drop', () => {
    expect(planStart({ ...state, complete: false, scope: null }, session).keepClients).toBeNull();
  });
});
