/** One throw-away embedded Postgres for a whole vitest run; its URL reaches tests through `inject`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { THROW_AWAY_SETTINGS } from '../../sync-server/db/embedded/settings.ts';
import { startEmbeddedPostgres } from '../../sync-server/db/embedded/start.ts';
import { removeAbandonedClusters, TEST_CLUSTER_PREFIX } from './abandoned-clusters.ts';

declare module 'vitest' {
  // Declaration merging needs an interface.
  // oxlint-disable-next-line typescript/consistent-type-definitions
  export interface ProvidedContext {
    /** Superuser URL of the run's cluster, database `postgres`. */
    postgresUrl: string;
  }
}

const silent = { info: () => undefined, warn: () => undefined };

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeAbandonedClusters(Date.now());
  const directory = await mkdtemp(join(tmpdir(), TEST_CLUSTER_PREFIX));
  const postgres = await startEmbeddedPostgres({
    dataDir: join(directory, 'postgres'),
    port: 0,
    database: 'postgres',
    settings: { ...THROW_AWAY_SETTINGS, max_connections: '300' },
    log: silent,
  });
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  };
}
