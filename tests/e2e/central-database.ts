/** The central database of a stage, to see what the screens cannot show: that nothing is there twice. */
import { Client } from 'pg';
import type { QueryResultRow } from 'pg';
import { embeddedUrl } from '../support/embedded-database.ts';

/** The rows of one query. `folder` is the server's data folder. */
export async function askDatabase<Row extends QueryResultRow>(folder: string, query: string): Promise<Row[]> {
  const client = new Client({ connectionString: await embeddedUrl(folder) });
  await client.connect();
  try {
    return (await client.query<Row>(query)).rows;
  } finally {
    await client.end();
  }
}
