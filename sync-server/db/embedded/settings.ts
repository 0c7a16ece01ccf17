/** Server settings, given on the command line so that a new version of the program brings its own. */

export type PostgresSettings = Readonly<Record<string, string>>;

const DEFAULTS: PostgresSettings = {
  listen_addresses: '127.0.0.1',
  // Long paths break sockets, and loopback with a password serves everyone.
  unix_socket_directories: '',
  wal_level: 'logical',
  max_replication_slots: '64',
  max_wal_senders: '64',
  max_connections: '200',
  // A slot nobody reads any more loses its place instead of filling the disk.
  max_slot_wal_keep_size: '2GB',
  max_wal_size: '1GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // Statements and details of errors hold people's data, which does not belong in a log file.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  cluster_name: 'xgrowthos',
};

/** For throw-away clusters: fast, and gone after a power cut. */
export const THROW_AWAY_SETTINGS: PostgresSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '32MB',
  max_slot_wal_keep_size: '256MB',
  max_wal_size: '256MB',
};

export function settingArguments(port: number, extra: PostgresSettings): string[] {
  const all = { ...DEFAULTS, ...extra, port: String(port) };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
