import { errorText } from '../../../shared/kernel/app-error.ts';
import { createClient } from './database.ts';

/** What stands in the way of serving shapes from a database, in one line; undefined when nothing does. */
export async function checkDatabase(connectionString: string): Promise<string | undefined> {
  const client = createClient(connectionString);
  try {
    await client.connect();
    const result = await client.query(
      `select current_setting('wal_level') as level, current_setting('server_version_num')::int >= 140000 as is_recent,
         (select rolreplication or rolsuper from pg_roles where rolname = current_user) as may_replicate`,
    );
    const [row] = result.rows;
    if (row?.is_recent !== true) return 'Postgres 14 or later is needed';
    if (row.level !== 'logical')
      return `wal_level is ${row.level}: set wal_level = logical and restart Postgres`;
    if (row.may_replicate !== true) return 'the role may not replicate: alter role … with replication';
    return undefined;
  } catch (cause) {
    return `cannot use the database: ${errorText(cause)}`;
  } finally {
    await client.end().catch(() => undefined);
  }
}
