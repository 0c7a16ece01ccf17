/** What the health checks judge, as read from the database and the file system. */
import { statfs } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { pendingMigrations } from '../migrate.ts';
import type { Queryable } from '../queryable.ts';
import { tablesWithoutFullIdentity } from '../replica-identity.ts';

const serverSchema = z.object({
  version_num: z.coerce.number(),
  version: z.string(),
  wal_level: z.string(),
  standby: z.boolean(),
  may_replicate: z.boolean(),
  max_slots: z.coerce.number(),
});

const slotSchema = z.object({
  name: z.string(),
  active: z.boolean(),
  /** reserved, extended, unreserved or lost; null for a slot that reserves nothing yet. */
  wal_status: z.string().nullable(),
  retained_bytes: z.coerce.number(),
  same_database: z.boolean(),
});

export type Slot = z.infer<typeof slotSchema>;

export type MigrationFacts =
  | { readonly state: 'current'; readonly withoutIdentity: readonly string[] }
  | { readonly state: 'pending'; readonly tags: readonly string[] }
  | { readonly state: 'refused'; readonly hint: string };

export type DatabaseFacts = {
  readonly server: z.infer<typeof serverSchema>;
  /** All slots of the cluster: they share one limit. */
  readonly slots: readonly Slot[];
  readonly migrations: MigrationFacts;
};

export async function readDatabaseFacts(database: Queryable): Promise<DatabaseFacts> {
  return {
    server: await readServer(database),
    slots: await readSlots(database),
    migrations: await readMigrationFacts(database),
  };
}

/** Free bytes for an ordinary user on the disk of `folder`; null when the folder is not there. */
export async function readFreeBytes(folder: string): Promise<number | null> {
  try {
    const disk = await statfs(folder);
    return disk.bavail * disk.bsize;
  } catch {
    return null;
  }
}

/** Some hosted databases give the right through a role (`rds_replication`) instead of the attribute. */
async function readServer(database: Queryable): Promise<DatabaseFacts['server']> {
  const { rows } = await database.query(`
    select current_setting('server_version_num') as version_num,
           current_setting('server_version') as version,
           current_setting('wal_level') as wal_level,
           current_setting('max_replication_slots') as max_slots,
           pg_is_in_recovery() as standby,
           exists (select 1 from pg_roles r
                    where (r.rolname = current_user and (r.rolsuper or r.rolreplication))
                       or (r.rolname = 'rds_replication' and pg_has_role(r.oid, 'member'))) as may_replicate`);
  return serverSchema.parse(rows[0]);
}

async function readSlots(database: Queryable): Promise<readonly Slot[]> {
  const { rows } = await database.query(`
    select slot_name::text as name, active, wal_status,
           coalesce(database = current_database(), false) as same_database,
           coalesce(pg_wal_lsn_diff(
             case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end,
             restart_lsn), 0) as retained_bytes
      from pg_replication_slots order by 1`);
  return z.array(slotSchema).parse(rows);
}

async function readMigrationFacts(database: Queryable): Promise<MigrationFacts> {
  try {
    const tags = await pendingMigrations(database);
    if (tags.length > 0) return { state: 'pending', tags };
    return { state: 'current', withoutIdentity: await tablesWithoutFullIdentity(database) };
  } catch (cause) {
    if (cause instanceof AppError) return { state: 'refused', hint: cause.hint };
    throw cause;
  }
}
