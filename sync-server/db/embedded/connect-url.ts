/** Talking to the cluster as its superuser, before there is any pool. */
import { Client } from 'pg';
import { SUPERUSER } from './initialise.ts';

export function clusterUrl(port: number, password: string, database: string): string {
  return `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

/** Runs `work` on a connection of its own. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 5000,
    application_name: 'xgrowthos-starter',
  });
  // A server that goes away under an idle client emits here; the query in flight rejects by itself.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The code Postgres or the network gave, such as `28P01` or `ECONNREFUSED`; empty when there is none. */
export function connectionCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}

/** Creates the database unless it is there; safe against another server doing the same. */
export async function ensureDatabase(url: string, name: string): Promise<void> {
  await withClient(url, async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rows.length > 0) return;
    try {
      await client.query(`create database ${client.escapeIdentifier(name)}`);
    } catch (cause) {
      if (!['42P04', '23505'].includes(connectionCode(cause))) throw cause;
    }
  });
}
