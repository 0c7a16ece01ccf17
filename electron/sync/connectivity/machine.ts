/**
 * Connectivity as a pure state machine: what a person is told about the connection, and when the next request may go
 * out. It knows no network and no clock; a driver (connectivity.ts) feeds it.
 * Law: while `retryInMs` is set nothing is sent; a wake, a network change or a new session always clears it.
 */

/**
 * - `connecting`: not known to work yet, or failed once; the next request decides.
 * - `offline`: failed repeatedly; waiting for the next try.
 * - `signed_out`: the token was refused; nothing is sent until there is another.
 * - `stopped`: the server will not talk to this program (too old, for one). A new session or a wake ends it; otherwise it
 *   is asked again now and then, because one of the two may have been updated.
 */
export type ConnectionState = 'online' | 'connecting' | 'offline' | 'signed_out' | 'stopped';

export const FAILURE_KINDS = [
  'network',
  'dns',
  'tls',
  'timeout',
  'portal',
  'server',
  'rate_limited',
] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

export type Connection = {
  readonly state: ConnectionState;
  /** Failed tries in a row. */
  readonly failures: number;
  /** How long to wait before the next try, in ms; null when nothing has to be waited for. */
  readonly retryInMs: number | null;
  /** A sentence for people, or null. */
  readonly reason: string | null;
};

export type ConnectionEvent =
  | { readonly kind: 'request_succeeded' }
  | { readonly kind: 'request_failed'; readonly failure: FailureKind; readonly retryAfterMs?: number | null }
  /** The wait of `retryInMs` is over. */
  | { readonly kind: 'timer' }
  /** The machine woke up, or a person pressed "try again". */
  | { readonly kind: 'wake' }
  /** The operating system reports another network. Whether it leads anywhere, only a request can tell. */
  | { readonly kind: 'network_changed' }
  | { readonly kind: 'token_refused' }
  | { readonly kind: 'session_given' }
  | { readonly kind: 'stop'; readonly reason: string };

export const MAX_BACKOFF_MS = 30_000;
const FIRST_BACKOFF_MS = 500;
/** Full jitter may say 0; a floor keeps a broken server from being asked in a tight loop. */
const MIN_BACKOFF_MS = 100;
/** A server may ask for more patience than our own cap, within reason. */
const MAX_RETRY_AFTER_MS = 300_000;
/** How long a program that was turned away waits before it asks again. */
export const STOPPED_MS = 15 * 60_000;
/** One failure is not yet "offline": sockets die on every suspend. */
const FAILURES_UNTIL_OFFLINE = 2;

/** In a person's words. */
export const FAILURE_REASONS: Readonly<Record<FailureKind, string>> = {
  network: 'The server cannot be reached.',
  dns: 'The server’s name is not known to this network.',
  tls: 'The connection is not secure: the server’s certificate was not accepted. Check the date of this computer, and the network.',
  timeout: 'The server does not answer.',
  portal: 'This network wants you to sign in first, in a browser.',
  server: 'The server is not available at the moment.',
  rate_limited: 'The server asked for fewer requests.',
};

export const INITIAL_CONNECTION: Connection = {
  state: 'connecting',
  failures: 0,
  retryInMs: null,
  reason: null,
};

/**
 * Exponential backoff with full jitter: a uniform share of a ceiling that doubles from 0.5 s to 30 s.
 * @param failures failed tries so far, from 1
 * @param random uniform in [0, 1)
 */
export function backoffMs(failures: number, random: number): number {
  const ceiling = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.max(0, failures - 1));
  return Math.max(MIN_BACKOFF_MS, Math.floor(random * ceiling));
}

/** The next state. `random` (uniform in [0, 1)) decides the jitter. */
export function nextConnection(connection: Connection, event: ConnectionEvent, random: number): Connection {
  if (event.kind === 'session_given') return INITIAL_CONNECTION;
  if (event.kind === 'stop') return stopped(connection, event.reason);
  if (connection.state === 'stopped') {
    if (event.kind === 'timer') return { ...INITIAL_CONNECTION, reason: connection.reason };
    return event.kind === 'wake' ? INITIAL_CONNECTION : connection;
  }
  if (event.kind === 'token_refused') return { ...INITIAL_CONNECTION, state: 'signed_out' };
  if (connection.state === 'signed_out') return connection;
  switch (event.kind) {
    case 'request_succeeded':
      // Sent before the failure: were it to end the wait, a server that answers every other request would be asked
      // without pause.
      if (connection.retryInMs !== null) return connection;
      return { state: 'online', failures: 0, retryInMs: null, reason: null };
    case 'wake':
    case 'network_changed':
      return { ...INITIAL_CONNECTION, reason: connection.reason };
    case 'timer':
      return { ...connection, retryInMs: null };
    case 'request_failed':
      return failed(connection, event.failure, event.retryAfterMs ?? 0, random);
  }
}

/** Turned away twice in the same words is one stop: it does not begin to wait anew. */
function stopped(connection: Connection, reason: string): Connection {
  if (connection.state === 'stopped' && connection.reason === reason) return connection;
  return { state: 'stopped', failures: 0, retryInMs: STOPPED_MS, reason };
}

/** May a request be sent now? */
export function mayTry(connection: Connection): boolean {
  const { state, retryInMs } = connection;
  return retryInMs === null && (state === 'online' || state === 'connecting' || state === 'offline');
}

function failed(
  connection: Connection,
  failure: FailureKind,
  retryAfterMs: number,
  random: number,
): Connection {
  // Requests that were in flight together fail together: that is one failure.
  if (connection.retryInMs !== null) return connection;
  const failures = connection.failures + 1;
  const patience = Math.min(MAX_RETRY_AFTER_MS, retryAfterMs);
  return {
    state: failures >= FAILURES_UNTIL_OFFLINE ? 'offline' : 'connecting',
    failures,
    retryInMs: Math.max(patience, backoffMs(failures, random)),
    reason: FAILURE_REASONS[failure],
  };
}
