/** The central database of a stage, to see what the screens cannot show: that nothing is there twice. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import type { QueryResultRow } from 'pg';

/** The rows of one query. `folder` is the server's data folder; its files say where the embedded database listens. */
export async function askDatabase<Row extends QueryResultRow>(
  folder: string,
  query: string,
  params: readonly unknown[] = [],
): Promise<Row[]> {
  const [, , , port] = (await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
  const password = (await readFile(join(folder, 'postgres.password'), 'utf8')).trim();
  const client = new Client({
    host: '127.0.0.1',
    port: Number(port),
    user: 'postgres',
    password,
    database: 'xgrowthos',
  });
  await client.connect();
  try {
    return (await client.query<Row>(query, [...params])).rows;
  } finally {
    await client.end();
  }
}
