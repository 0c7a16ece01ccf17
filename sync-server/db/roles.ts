/**
 * Database roles. They are cluster-wide, which is why generated migrations cannot make them: the second
 * database of a cluster would fail.
 */
import { SYNCED_TABLE_NAMES } from '../../shared/schema/registry.ts';
import { quoteName, type Queryable } from './queryable.ts';

/**
 * May read synced tables and nothing else. A connection takes it on (`SET LOCAL ROLE`) to read on behalf of a
 * person, or to evaluate a filter.
 */
export const READER_ROLE = 'xgrowthos_reader';

/** Idempotent. A database user that may not create roles goes on without: `hasReaderRole` tells. */
export async function ensureRoles(database: Queryable): Promise<void> {
  // Databases of one cluster may be migrated at the same time; whoever comes second sees a unique violation.
  await database.query(`do $$ begin
    if not exists (select 1 from pg_roles where rolname = '${READER_ROLE}') then
      create role ${READER_ROLE} nologin noinherit;
    end if;
    if not (select rolsuper from pg_roles where rolname = current_user) then
      grant ${READER_ROLE} to current_user;
    end if;
  exception
    when duplicate_object or unique_violation or insufficient_privilege then null;
  end $$`);
  if (!(await hasReaderRole(database))) return;
  const tables = SYNCED_TABLE_NAMES.map((name) => `public.${quoteName(name)}`).join(', ');
  await database.query(`grant usage on schema public to ${READER_ROLE}`);
  await database.query(`grant select on ${tables} to ${READER_ROLE}`);
}

export async function hasReaderRole(database: Queryable): Promise<boolean> {
  const { rows } = await database.query('select 1 from pg_roles where rolname = $1', [READER_ROLE]);
  return rows.length > 0;
}
