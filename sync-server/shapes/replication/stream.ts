/**
 * One connection to the replication slot. Messages are handled strictly one after the other, with back-pressure on the
 * socket; a keep-alive is reported only when every message that came before it has been handled.
 */
import { LogicalReplicationService } from 'pg-logical-replication';
import type { ClientConfig, Client } from 'pg';
import { formatLsn, parseLsn, type Lsn } from '../log/lsn.ts';
import { createPgoutputDecoder, type PgoutputMessage } from './pgoutput.ts';

export type StreamHandlers = {
  readonly message: (message: PgoutputMessage) => Promise<void> | void;
  /** Everything up to this position of the write-ahead log has been sent and handled. */
  readonly caughtUpTo: (walEnd: Lsn) => void;
};

export type ReplicationStream = {
  /** Runs until the connection ends; rejects with the reason. Resolves after `stop`. */
  readonly run: (slot: string, publication: string) => Promise<void>;
  /** Tells Postgres that nothing before this position need be sent again. */
  readonly confirm: (position: Lsn) => Promise<void>;
  readonly stop: () => Promise<void>;
};

type Received = { count: number };
/** A message that cannot be decoded travels in order and fails where it is handled. */
type Parsed = { readonly message: PgoutputMessage } | { readonly cause: unknown };

/** What the replication service asks of a plugin; it counts messages as they arrive, before they are handled. */
function pgoutputPlugin(publication: string, received: Received) {
  const decoder = createPgoutputDecoder();
  return {
    options: {},
    name: 'pgoutput',
    parse: (buffer: Buffer): Parsed => {
      received.count += 1;
      try {
        return { message: decoder.decode(buffer) };
      } catch (cause) {
        return { cause };
      }
    },
    start: (client: Client, slot: string, lastLsn: string): Promise<unknown> =>
      client.query(
        `START_REPLICATION SLOT "${slot}" LOGICAL ${lastLsn} (proto_version '1', publication_names '${publication}')`,
      ),
  };
}

export function createReplicationStream(config: ClientConfig, handlers: StreamHandlers): ReplicationStream {
  const service = new LogicalReplicationService(config, {
    acknowledge: { auto: false, timeoutSeconds: 0 },
    flowControl: { enabled: true },
  });
  const received: Received = { count: 0 };
  let handled = 0;
  let isStopped = false;
  let failure: unknown;
  let confirmed: Lsn = 0n;
  const keepalives: { readonly after: number; readonly walEnd: Lsn }[] = [];

  // The library reports its argument plus one as flushed, and a commit record may begin exactly at the end of the
  // one before it: one byte too far and Postgres would never send that transaction.
  const confirm = async (position: Lsn): Promise<void> => {
    if (position > confirmed) confirmed = position;
    if (confirmed > 0n) await service.acknowledge(formatLsn(confirmed - 1n));
  };
  const settleKeepalives = (): void => {
    while (keepalives[0] !== undefined && keepalives[0].after <= handled) {
      const [keepalive] = keepalives.splice(0, 1);
      if (keepalive !== undefined) handlers.caughtUpTo(keepalive.walEnd);
    }
  };
  service.on('data', async (_lsn: string, parsed: Parsed) => {
    if (failure !== undefined || isStopped) return;
    try {
      if ('cause' in parsed) throw parsed.cause;
      await handlers.message(parsed.message);
      handled += 1;
      settleKeepalives();
    } catch (cause) {
      failure = cause;
      await service.stop();
    }
  });
  service.on('heartbeat', (lsn: string, _timestamp: number, shouldRespond: boolean) => {
    keepalives.push({ after: received.count, walEnd: parseLsn(lsn) });
    settleKeepalives();
    if (shouldRespond) void confirm(confirmed > 0n ? confirmed : 1n);
  });
  service.on('error', (cause: unknown) => {
    failure ??= cause;
  });

  return {
    run: async (slot, publication) => {
      await service.subscribe(pgoutputPlugin(publication, received), slot);
      if (failure !== undefined && !isStopped) throw failure;
    },
    confirm,
    stop: async () => {
      isStopped = true;
      await service.stop();
    },
  };
}
