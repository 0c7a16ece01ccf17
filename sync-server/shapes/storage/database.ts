/**
 * Connections to Postgres. Every session prints values the way the protocol promises: hex bytea, ISO dates in UTC,
 * ISO 8601 intervals, shortest exact floats. No session parses a value into a JavaScript object.
 */
import { Client, Pool, type ClientConfig } from 'pg';

export type QueryRows = {
  readonly rows: readonly Record<string, unknown>[];
  readonly rowCount: number | null;
};

/** The one thing most of the service needs from a connection or a pool. */
export type Queryable = {
  readonly query: (sql: string, values?: readonly unknown[]) => Promise<QueryRows>;
};

export const OUTPUT_SETTINGS =
  '-c bytea_output=hex -c datestyle=ISO,DMY -c timezone=UTC -c extra_float_digits=1 -c intervalstyle=iso_8601';

export function replicationConfig(connectionString: string): ClientConfig {
  return { connectionString, options: OUTPUT_SETTINGS, keepAlive: true };
}

/** Read-only sessions also have a time limit: they evaluate filters that people wrote. */
export function createPool(connectionString: string, size: number, access: 'read-only' | 'read-write'): Pool {
  const limits =
    access === 'read-only'
      ? ' -c default_transaction_read_only=on -c statement_timeout=300000'
      : ' -c synchronous_commit=on';
  const pool = new Pool({
    connectionString,
    max: size,
    options: OUTPUT_SETTINGS + limits,
    connectionTimeoutMillis: 10_000,
    application_name: 'shapes',
  });
  // A connection that breaks, idle or held between two statements, is replaced; without a listener it would end the
  // process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

export function createClient(connectionString: string): Client {
  return new Client({ connectionString, options: OUTPUT_SETTINGS, application_name: 'shapes-log' });
}

export function queryable(target: Pool | Client | { query: Pool['query'] }): Queryable {
  return {
    query: async (sql, values) => {
      const result = await target.query(sql, values === undefined ? [] : [...values]);
      return { rows: result.rows, rowCount: result.rowCount };
    },
  };
}

export function databaseName(connectionString: string): string {
  const path = URL.canParse(connectionString) ? new URL(connectionString).pathname.slice(1) : '';
  return path === '' ? 'postgres' : decodeURIComponent(path);
}
