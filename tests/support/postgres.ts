/** Databases for tests, on the cluster that `postgres-global.ts` started. */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { poll } from '../../sync-server/db/embedded/wait.ts';
import { migrateDatabase } from '../../sync-server/db/migrate.ts';

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

const TEMPLATE = 'template_migrated';
const TEMPLATE_LOCK = 815_001;

/** A database with the product's whole schema: a copy of a template that is migrated once per run. */
export async function createMigratedDatabase(): Promise<TestDatabase> {
  await ensureTemplate();
  return createTestDatabase({ template: TEMPLATE });
}

/** Test files run in several processes: the first one to hold the lock makes the template. */
async function ensureTemplate(): Promise<void> {
  await asAdmin(async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rows } = await admin.query('select datistemplate from pg_database where datname = $1', [
      TEMPLATE,
    ]);
    if (rows[0]?.datistemplate === true) return;
    await admin.query(`drop database if exists ${quoted(TEMPLATE)} with (force)`);
    await admin.query(`create database ${quoted(TEMPLATE)}`);
    await migrateDatabase({ url: databaseUrl(TEMPLATE), log: { info: () => undefined } });
    // Marks it as whole: a migration that failed half-way is started afresh.
    await admin.query(`alter database ${quoted(TEMPLATE)} is_template true`);
  });
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
