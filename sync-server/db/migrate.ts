/**
 * Brings the central database up to date at start. Safe with several servers: one at a time holds an advisory
 * lock, the others wait and then find nothing to do. The bookkeeping is Drizzle's own table.
 */
import { Client } from 'pg';
import { z } from 'zod';
import { AppError, errorText } from '../../shared/kernel/app-error.ts';
import { readMigrations, MIGRATIONS_FOLDER, type Migration } from './migration-files.ts';
import { planMigrations, type AppliedMigration } from './migration-plan.ts';
import type { Queryable } from './queryable.ts';
import { ensureReplicaIdentity } from './replica-identity.ts';
import { ensureRoles } from './roles.ts';

/** Any number, the same in every version. */
const LOCK_KEY = 7_305_014_221;

export type MigrateLog = { readonly info: (details: Record<string, unknown>, message: string) => void };

export type MigrateOptions = { readonly url: string; readonly log: MigrateLog; readonly folder?: string };

/**
 * Runs what is missing, each migration in a transaction of its own, and returns their tags.
 * Throws `too_old`, `precondition_failed` (see planMigrations) or `unavailable` (a statement failed; its
 * migration was rolled back).
 */
export async function migrateDatabase(options: MigrateOptions): Promise<readonly string[]> {
  const migrations = await readMigrations(options.folder ?? MIGRATIONS_FOLDER);
  const client = new Client({ connectionString: options.url, application_name: 'xgrowthos-migrate' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY]);
    await ensureBookkeeping(client);
    const pending = planMigrations(migrations, await readApplied(client));
    for (const migration of pending) {
      await runMigration(client, migration);
      options.log.info({ migration: migration.tag }, 'database migrated');
    }
    await ensureRoles(client);
    await ensureReplicaIdentity(client);
    return pending.map((migration) => migration.tag);
  } finally {
    // Ends the session, and with it the lock.
    await client.end().catch(() => undefined);
  }
}

/** Tags of the migrations this database still needs; throws like `migrateDatabase` when it must not be used. */
export async function pendingMigrations(
  database: Queryable,
  folder: string = MIGRATIONS_FOLDER,
): Promise<readonly string[]> {
  const migrations = await readMigrations(folder);
  const { rows } = await database.query(
    `select to_regclass('drizzle.__drizzle_migrations') is not null as there`,
  );
  const applied = rows[0]?.['there'] === true ? await readApplied(database) : [];
  return planMigrations(migrations, applied).map((migration) => migration.tag);
}

async function ensureBookkeeping(database: Queryable): Promise<void> {
  await database.query('create schema if not exists drizzle');
  await database.query(
    `create table if not exists drizzle.__drizzle_migrations
       (id serial primary key, hash text not null, created_at bigint)`,
  );
}

const appliedSchema = z.array(z.object({ hash: z.string(), created_at: z.coerce.number() }));

async function readApplied(database: Queryable): Promise<readonly AppliedMigration[]> {
  const { rows } = await database.query(
    'select hash, created_at from drizzle.__drizzle_migrations order by id',
  );
  return appliedSchema.parse(rows).map((row) => ({ hash: row.hash, createdAt: row.created_at }));
}

async function runMigration(client: Client, migration: Migration): Promise<void> {
  try {
    await client.query('begin');
    for (const statement of migration.statements) await client.query(statement);
    await client.query('insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)', [
      migration.hash,
      migration.createdAt,
    ]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback').catch(() => undefined);
    throw new AppError('unavailable', `migration ${migration.tag} failed: ${errorText(cause)}`, {
      hint: `The database could not be updated (${migration.tag}: ${errorText(cause)}). It is as it was before this step.`,
      cause,
    });
  }
}
