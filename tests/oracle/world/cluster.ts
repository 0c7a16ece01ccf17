/** The Postgres of a run: the one a caller names, or a throw-away cluster of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { THROW_AWAY_SETTINGS } from '../../../sync-server/db/embedded/settings.ts';
import { startEmbeddedPostgres } from '../../../sync-server/db/embedded/start.ts';
import { poll } from '../../../sync-server/db/embedded/wait.ts';
import { TEST_CLUSTER_PREFIX, removeAbandonedClusters } from '../../support/abandoned-clusters.ts';

export type Cluster = {
  readonly urlOf: (database: string) => string;
  readonly asAdmin: <T>(work: (admin: Client) => Promise<T>) => Promise<T>;
  readonly stop: () => Promise<void>;
};

const silent = { info: () => undefined, warn: () => undefined };

/** `url` is a superuser's, on any database of a running cluster. */
export function clusterAt(url: string, stop: () => Promise<void> = async () => undefined): Cluster {
  const asAdmin: Cluster['asAdmin'] = async (work) => {
    const admin = new Client({ connectionString: url });
    admin.on('error', () => undefined);
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.end().catch(() => undefined);
    }
  };
  return {
    urlOf: (database) => {
      const address = new URL(url);
      address.pathname = `/${database}`;
      return address.href;
    },
    asAdmin,
    stop,
  };
}

export async function startCluster(): Promise<Cluster> {
  await removeAbandonedClusters(Date.now());
  const folder = await mkdtemp(join(tmpdir(), TEST_CLUSTER_PREFIX));
  const postgres = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    port: 0,
    database: 'postgres',
    settings: { ...THROW_AWAY_SETTINGS, max_connections: '200' },
    log: silent,
  });
  return clusterAt(postgres.url, async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  });
}

export async function copyDatabase(cluster: Cluster, from: string, name: string): Promise<void> {
  await cluster.asAdmin((admin) => admin.query(`create database "${name}" template "${from}"`));
}

/** Ends every connection, drops the slots, then the database. */
export async function dropDatabase(cluster: Cluster, name: string): Promise<void> {
  await cluster.asAdmin(async (admin) => {
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    await poll(async () => {
      await admin.query(
        'select pg_drop_replication_slot(slot_name) from pg_replication_slots where database = $1 and not active',
        [name],
      );
      const left = await admin.query('select 1 from pg_replication_slots where database = $1', [name]);
      return left.rows.length === 0 ? true : null;
    }, 10_000);
    await admin.query(`drop database if exists "${name}" with (force)`);
  });
}
