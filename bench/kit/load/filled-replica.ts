/** A replica on disk with many leads, inside this process, without a server. */
import { copyRows } from '../../../electron/replica/apply/copy-text.ts';
import { createMissingIndexes } from '../../../electron/replica/maintenance/missing-indexes.ts';
import {
  clientRow,
  leadRow,
  openSeed,
  openTestReplica,
  type TestReplica,
} from '../../../electron/replica/testing/test-replica.ts';
import type { Cut } from '../../../electron/replica/types.ts';

const BATCH = 5_000;

export function cutOf(lsn: number, changes: Cut['changes']): Cut {
  const positions = [{ table: 'leads' as const, handle: 'h', offset: `${lsn}_0` }];
  return { changes, positions, arrived: [], lsn: `${lsn}`, asOf: null };
}

/** Leads 1 to `leads` of one client, loaded as a first sync loads them. */
export async function filledReplica(dataDir: string, leads: number): Promise<TestReplica> {
  const replica = await openTestReplica({ pglite: await openSeed(dataDir) });
  const load = await replica.sync.beginLoad(['clients', 'leads']);
  await load.stage('clients', [clientRow(1)]);
  for (let from = 1; from <= leads; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, leads - from + 1) }, (_, at) => leadRow(from + at));
    await load.stage('leads', copyRows('leads', rows));
  }
  await load.finish({ cut: cutOf(1, []), scope: 'all', epoch: 'first' });
  await createMissingIndexes(replica.database);
  return replica;
}
