import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeAbandonedClusters, TEST_CLUSTER_PREFIX } from '../../../tests/support/abandoned-clusters.ts';
import { THROW_AWAY_SETTINGS } from './settings.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './start.ts';

const HOUR_MS = 3_600_000;
const log = { info: () => undefined, warn: () => undefined };
let parent: string;
let postgres: EmbeddedPostgres;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'xgrowthos-parent-'));
  const folder = await mkdtemp(join(parent, TEST_CLUSTER_PREFIX));
  postgres = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    port: 0,
    settings: THROW_AWAY_SETTINGS,
    log,
  });
});

afterEach(async () => {
  await postgres.stop();
  await rm(parent, { recursive: true, force: true });
});

test('a database in use stays, one that nobody owns any more goes', async () => {
  await removeAbandonedClusters(Date.now() + HOUR_MS, parent);
  expect(await readdir(parent)).toHaveLength(1);

  await postgres.stop();
  await removeAbandonedClusters(Date.now(), parent);
  expect(await readdir(parent)).toHaveLength(1);
  await removeAbandonedClusters(Date.now() + HOUR_MS, parent);
  expect(await readdir(parent)).toEqual([]);
});
