/** The server's connections to the central database. Type parsers are left to the callers. */
import { Pool } from 'pg';
import { errorText } from '../../shared/kernel/app-error.ts';

export type DatabaseLog = { readonly warn: (details: Record<string, unknown>, message: string) => void };

export type ConnectOptions = {
  readonly url: string;
  /** Shown in pg_stat_activity; a suffix tells the parts of the server apart. */
  readonly applicationName?: string;
  /** Connections at most. Default 10. */
  readonly max?: number;
  /** Longest a statement may run, ms. Default 60 s; 0 for none (long snapshots, migrations). */
  readonly statementTimeoutMs?: number;
  readonly log: DatabaseLog;
};

/** A pool that gives up waiting after 10 s and never lets a forgotten transaction hold locks for long. */
export function connectDatabase(options: ConnectOptions): Pool {
  const pool = new Pool({
    connectionString: options.url,
    application_name: options.applicationName ?? 'xgrowthos',
    max: options.max ?? 10,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    idle_in_transaction_session_timeout: 60_000,
    statement_timeout: options.statementTimeoutMs ?? 60_000,
    keepAlive: true,
  });
  // Without a listener a broken idle connection would end the process; the pool replaces it by itself.
  // So would one that somebody holds between two statements; their next statement tells them.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', (cause) => options.log.warn({ error: errorText(cause) }, 'idle database connection lost'));
  return pool;
}
