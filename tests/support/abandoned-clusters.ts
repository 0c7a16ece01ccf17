/** Databases that a killed test run left running: nobody is connected as their owner any more. */
import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clusterUrl } from '../../sync-server/db/embedded/connect-url.ts';
import { clusterLayout } from '../../sync-server/db/embedded/layout.ts';
import { countOwners } from '../../sync-server/db/embedded/ownership.ts';
import { readPassword } from '../../sync-server/db/embedded/password.ts';
import { readPostmasterFile } from '../../sync-server/db/embedded/postmaster-file.ts';
import { stopCluster } from '../../sync-server/db/embedded/stop.ts';

/** With a space: every test then also proves that such paths work. */
export const TEST_CLUSTER_PREFIX = 'xgrowthos test ';

/** A younger folder may belong to a run that is just starting. */
const MIN_AGE_MS = 10 * 60_000;

/** Stops and deletes them. A folder that another user owns stays. */
export async function removeAbandonedClusters(nowMs: number, parent = tmpdir()): Promise<void> {
  const names = (await readdir(parent)).filter((name) => name.startsWith(TEST_CLUSTER_PREFIX));
  await Promise.all(names.map((name) => removeIfAbandoned(join(parent, name), nowMs).catch(() => undefined)));
}

async function removeIfAbandoned(folder: string, nowMs: number): Promise<void> {
  if (nowMs - (await stat(folder)).ctimeMs < MIN_AGE_MS) return;
  const layout = clusterLayout(join(folder, 'postgres'));
  const port = (await readPostmasterFile(layout.pidFile))?.port;
  const password = await readPassword(layout);
  if (port != null && password !== null && (await countOwners(clusterUrl(port, password, 'postgres'))) > 0)
    return;
  await stopCluster(layout);
  await rm(folder, { recursive: true, force: true });
}
