/**
 * Several servers may share one embedded database; the last to leave stops it. Each keeps a connection open for
 * as long as it runs: the database notices by itself when a process is killed.
 */
import { Socket } from 'node:net';
import { Client } from 'pg';
import { withClient } from './connect-url.ts';

const OWNER_NAME = 'xgrowthos-owner';

export type Ownership = {
  /** Gives the database up; true when nobody else uses it. Safe to call twice. */
  readonly release: () => Promise<boolean>;
};

export async function ownCluster(url: string): Promise<Ownership> {
  const socket = new Socket();
  const client = new Client({
    connectionString: url,
    application_name: OWNER_NAME,
    keepAlive: true,
    stream: () => socket,
  });
  // The database may be stopped under us; `release` finds that out.
  client.on('error', () => undefined);
  await client.connect();
  // Idle, it must not keep the process running by itself.
  socket.unref();
  return {
    release: async () => {
      socket.ref();
      await client.end().catch(() => undefined);
      return (await countOwners(url)) === 0;
    },
  };
}

/** How many servers use the database of this superuser URL; one that does not answer has no owners. */
export async function countOwners(url: string): Promise<number> {
  try {
    return await withClient(url, async (client) => {
      const { rows } = await client.query<{ count: number }>(
        'select count(*)::int as count from pg_stat_activity where application_name = $1',
        [OWNER_NAME],
      );
      return rows[0]?.count ?? 0;
    });
  } catch {
    return 0;
  }
}
