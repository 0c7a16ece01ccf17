import type { Pool } from 'pg';
import { loadScope } from '../../../sync-server/writes/scope.ts';
import type { Reader } from './convergence.ts';

/** What the server lets a person read at this moment. */
export async function readScopeOf(pool: Pool, userId: string): Promise<Reader> {
  const { role, clientIds } = await loadScope(pool, userId);
  return {
    person: { id: userId, name: '', email: '', role, time_zone: 'UTC' },
    // Viewers read every client and write none.
    clientIds: clientIds === 'all' ? 'all' : [...clientIds].toSorted(),
  };
}

/** The signature a replica keeps of it. */
export function sameScope(reader: Reader | undefined): string {
  if (!reader) return '';
  return `${reader.person.role}:${reader.clientIds === 'all' ? 'all' : reader.clientIds.join(',')}`;
}
