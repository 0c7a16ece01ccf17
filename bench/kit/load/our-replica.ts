/** Our replica's program, down-sync and all, loading every table of a server. Driven as the desktop's main process does. */
import { join } from 'node:path';
import { openReplica } from '../../../electron/replica/client.ts';
import { launchChild } from '../../../electron/replica/launch-child.ts';
import { ensureSeed } from '../../../electron/replica/open/seed.ts';
import type { ReplicaClient } from '../../../electron/replica/types.ts';
import { isSyncedTable } from '../../../shared/schema/registry.ts';
import type { SignInResponse } from '../../../shared/contracts/server/session.ts';
import { childPids, peakMegabytes, processorSeconds } from '../process-cost.ts';
import type { LoaderRun } from './run-loader.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

export type OpenedReplica = {
  readonly client: ReplicaClient;
  readonly pid: number;
  /** From its start until it answers. */
  readonly openMs: number;
};

/** Starts the bundled program on a folder. */
export async function openBundledReplica(directory: string): Promise<OpenedReplica> {
  const seedPath = await ensureSeed(join(ROOT, '.cache'));
  const before = new Set(await childPids(process.pid));
  const startedAt = performance.now();
  const client = await openReplica({
    directory,
    seedPath,
    launch: () => launchChild(join(ROOT, 'dist/electron/replica.js')),
  });
  const openMs = performance.now() - startedAt;
  const pid = (await childPids(process.pid)).find((child) => !before.has(child)) ?? 0;
  return { client, pid, openMs };
}

/** Loads everything; resolves when all of it is shown. The replica stays open. */
export async function loadReplica(
  { client, pid }: OpenedReplica,
  serverUrl: string,
  { token, session }: SignInResponse,
  deviceId: string,
): Promise<LoaderRun> {
  const startedAt = performance.now();
  const done = new AbortController();
  await client.setSession({
    serverUrl,
    token,
    actor: { userId: session.person.id, role: session.person.role, clientIds: session.client_ids },
    deviceId,
    tables: session.tables.filter(isSyncedTable),
    scope: `${session.person.role}:all`,
    epoch: session.epoch,
  });
  for await (const event of client.events(done.signal)) {
    if (event.kind === 'failed') throw new Error(event.error.hint);
    if (event.kind === 'loading' && event.progress === null) break;
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const [peak, processor] = await Promise.all([peakMegabytes(pid), processorSeconds(pid)]);
  done.abort();
  return { seconds, rows: (await client.info()).rows, peak, processor };
}
