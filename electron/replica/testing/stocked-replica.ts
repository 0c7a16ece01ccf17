/** A replica with one client and three leads, and cuts that change it. */
import type { SyncedTableName } from '../../../shared/schema/registry.ts';
import type { Cut, LocalMutation, ServerChange } from '../types.ts';
import type { TestReplica } from './test-replica.ts';
import { clientRow, leadRow, tableRows, testId, testMutation } from './test-replica.ts';

let lsn = 100;

export function insert(table: SyncedTableName, row: ServerChange['row']): ServerChange {
  return { table, op: 'insert', id: row['id'] ?? '', row };
}

/** The log goes on by so much without a cut; answers where it stands. */
export function passLog(by: number): string {
  lsn += by;
  return String(lsn);
}

/** The next cut of the log. */
export function cut(changes: readonly ServerChange[], over: Partial<Cut> = {}): Cut {
  return {
    changes,
    positions: [{ table: 'leads', handle: 'h1', offset: `${lsn}_0` }],
    arrived: [],
    lsn: String((lsn += 1)),
    asOf: '2026-03-01T00:00:00.000Z',
    ...over,
  };
}

/** Nothing pending, the client and leads 1 to 3 as they were at first, no event told. */
export async function stock(replica: TestReplica): Promise<void> {
  await replica.local.restorePending([]);
  const all: ServerChange[] = [];
  for (const table of ['leads', 'activity'] as const) {
    for (const row of await tableRows(replica.pglite, table)) {
      all.push({ table, op: 'delete', id: String(row['id']), row: {} });
    }
  }
  await replica.sync.applyCut(
    cut([...all, insert('clients', clientRow(1)), ...[1, 2, 3].map((n) => insert('leads', leadRow(n)))]),
  );
  replica.events.length = 0;
}

export async function leadIn(replica: TestReplica, n: number) {
  const rows = await tableRows(replica.pglite, 'leads');
  return rows.find((row) => row['id'] === testId('lead', n));
}

export function setTitle(seq: number, n: number, title: string): LocalMutation {
  return testMutation(seq, 'leads/update', {
    client_id: testId('client', 1),
    changes: [{ id: testId('lead', n), patch: { title } }],
  });
}
