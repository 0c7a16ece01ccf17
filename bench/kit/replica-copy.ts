/** The rows that a desktop has loaded, taken out of a copy of its replica, so that a baseline works on the very same ones. */
import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGLITE_OPTIONS } from '../../electron/replica/store/pglite-options.ts';

/** Where the only person of a profile has their replica's database. The desktop must have been stopped. */
export async function replicaDataOf(profile: string): Promise<string> {
  const accounts = await readdir(join(profile, 'accounts'));
  const [account] = accounts;
  if (account === undefined || accounts.length > 1) throw new Error('one account was expected');
  return join(profile, 'accounts', account, 'replica', 'pgdata');
}

export type CopiedTable = {
  readonly rows: number;
  /** A plain table of the same columns, without key or indexes. */
  readonly definition: string;
  readonly columns: string;
  readonly text: Blob;
};

/** The table's rows as COPY text. `scratch` is a folder that does not exist yet. */
export async function copyTable(dataDir: string, scratch: string, table: string): Promise<CopiedTable> {
  await cp(dataDir, scratch, { recursive: true });
  const pglite = await PGlite.create({ ...PGLITE_OPTIONS, dataDir: scratch });
  try {
    const columns = await pglite.query<{ name: string; type: string }>(
      `SELECT quote_ident(attname) AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
      [table],
    );
    const copied = await pglite.query(`COPY ${table} TO '/dev/blob'`);
    if (!copied.blob) throw new Error('the rows were not copied');
    return {
      rows: copied.affectedRows ?? 0,
      definition: columns.rows.map(({ name, type }) => `${name} ${type}`).join(', '),
      columns: columns.rows.map(({ name }) => name).join(', '),
      text: copied.blob,
    };
  } finally {
    await pglite.close();
    await rm(scratch, { recursive: true, force: true });
  }
}
