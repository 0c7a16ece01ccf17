/**
 * Shapes need the old row of every update and delete, so synced tables carry REPLICA IDENTITY FULL. Drizzle
 * cannot say that; it is derived from the registry, so that a new synced table needs no second entry.
 */
import { SYNCED_TABLE_NAMES } from '../../shared/schema/registry.ts';
import { quoteName, type Queryable } from './queryable.ts';

/** Changes only tables that lack it: the lock it takes is exclusive. */
export async function ensureReplicaIdentity(database: Queryable): Promise<void> {
  for (const table of await tablesWithoutFullIdentity(database)) {
    await database.query(`alter table public.${quoteName(table)} replica identity full`);
  }
}

export async function tablesWithoutFullIdentity(database: Queryable): Promise<readonly string[]> {
  const { rows } = await database.query(
    `select c.relname::text as name from pg_class c
       join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      where c.relname = any($1) and c.relreplident <> 'f' order by 1`,
    [[...SYNCED_TABLE_NAMES]],
  );
  return rows.map((row) => String(row['name']));
}
