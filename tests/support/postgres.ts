/** Databases for tests, on the cluster that `postgres-global.ts` started. */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { poll } from '../../sync-server/db/embedded/wait.ts';
import './postgres-global.ts';

export type TestDatabase = {
  readonly url: string;
  readonly name: string;
  /** Ends every connection, drops the replication slots, then the database. Safe to call twice. */
  readonly drop: () => Promise<void>;
};

/** An empty database of its own, or a copy of `template` (about 50 ms). */
export async function createTestDatabase(
  options: { readonly template?: string } = {},
): Promise<TestDatabase> {
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
  const from = options.template === undefined ? '' : ` template ${quoted(options.template)}`;
  await asAdmin((admin) => admin.query(`create database ${quoted(name)}${from}`));
  return { name, url: databaseUrl(name), drop: () => dropDatabase(name) };
}

/** The same cluster and superuser, another database. */
export function databaseUrl(name: string): string {
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

/** Runs `work` on a superuser connection to the cluster's `postgres` database. */
export async function asAdmin<T>(work: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: inject('postgresUrl') });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

async function dropDatabase(name: string): Promise<void> {
  await asAdmin(async (admin) => {
    const found = await admin.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rows.length === 0) return;
    await admin.query(`alter database ${quoted(name)} allow_connections false`);
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    const slotsGone = await poll(async () => {
      await admin.query(
        `select pg_drop_replication_slot(slot_name) from pg_replication_slots
          where database = $1 and not active`,
        [name],
      );
      const left = await admin.query('select 1 from pg_replication_slots where database = $1', [name]);
      return left.rows.length === 0 ? true : null;
    }, 10_000);
    if (slotsGone === null) throw new Error(`replication slots of ${name} stay active`);
    await admin.query(`drop database ${quoted(name)} with (force)`);
  });
}

function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
