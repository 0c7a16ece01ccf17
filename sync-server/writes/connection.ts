/** One database connection for the length of a batch, replaced when it breaks. */
import type { Pool, PoolClient } from 'pg';
import { sqlState } from '../../shared/mutations/sql-errors.ts';

export type BatchConnection = {
  readonly current: () => Promise<PoolClient>;
  /** After a failure: ends the open transaction, or drops the connection where that is impossible. */
  readonly reset: (cause: unknown) => Promise<void>;
  readonly release: () => void;
};

export function batchConnection(pool: Pick<Pool, 'connect'>): BatchConnection {
  let client: PoolClient | null = null;

  function drop(broken: boolean): void {
    client?.off('error', ignore);
    client?.release(broken);
    client = null;
  }

  return {
    current: async () => {
      if (client) return client;
      client = await pool.connect();
      // A connection that breaks between two statements must not end the process; the next statement tells.
      client.on('error', ignore);
      return client;
    },
    reset: async (cause) => {
      if (!client) return;
      try {
        await client.query('rollback');
        // An error without a state came from the socket or the protocol, and the client is in doubt.
        if (sqlState(cause) === null) drop(true);
      } catch {
        drop(true);
      }
    },
    release: () => drop(false),
  };
}

function ignore(): void {}
