/**
 * One life of the replication connection: takes the service lock, makes sure schema, publication and slot are there,
 * stores what arrives and confirms what is durable. Ends by rejecting; the caller starts another one.
 */
import type { Client } from 'pg';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { createIngest, type HandleWatch } from '../log/ingest.ts';
import { createLogStore, makeDurable } from '../log/log-store.ts';
import type { LogTail } from '../log/log-tail.ts';
import { laterLsn, type Lsn } from '../log/lsn.ts';
import type { ShapeOptions } from '../options.ts';
import { createClient, replicationConfig, type Queryable } from '../storage/database.ts';
import { prepareSchema } from '../storage/schema.ts';
import { forgetEverything, loadState, type StoredState } from '../storage/state.ts';
import { createSlot, dropSlot, ensurePublication, readSlot, type SlotNames } from './slot.ts';
import { createReplicationStream, type ReplicationStream } from './stream.ts';

const CONFIRM_EVERY_MS = 200;
const PART_ROWS = 1_000;

export type SessionDependencies = {
  readonly connectionString: string;
  readonly schemaName: string;
  readonly names: SlotNames;
  readonly options: ShapeOptions;
  readonly database: Queryable;
  readonly tail: LogTail;
  readonly watch: HandleWatch;
  /** Another instance holds the service: this one waits. */
  readonly onWaiting: () => void;
  /** The log is lost: every handle is over. */
  readonly onReset: (reason: string) => void;
  readonly onState: (state: StoredState) => Promise<void>;
  /** Everything committed before the session began has been stored. */
  readonly onCaughtUp: () => void;
  readonly onTransaction: () => void;
};

export type Session = {
  readonly run: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export function createSession(dependencies: SessionDependencies): Session {
  let stream: ReplicationStream | undefined;
  let client: Client | undefined;
  let isStopped = false;

  const run = async (): Promise<void> => {
    client = createClient(dependencies.connectionString);
    const lost = Promise.withResolvers<never>();
    lost.promise.catch(() => undefined);
    client.on('error', (cause) => lost.reject(cause));
    try {
      await client.connect();
      await takeLock(client, dependencies);
      await prepare(dependencies);
      const state = await loadState(dependencies.database, dependencies.schemaName);
      await dependencies.onState(state);
      await client.query('set synchronous_commit = off');
      if (isStopped) return;
      await Promise.race([follow(dependencies, client, state, (made) => (stream = made)), lost.promise]);
    } finally {
      await stream?.stop().catch(() => undefined);
      await client.end().catch(() => undefined);
    }
  };
  return {
    run,
    stop: async () => {
      isStopped = true;
      await stream?.stop();
    },
  };
}

/** Held by the log's connection, so it is free as soon as that connection is gone. */
async function takeLock(client: Client, { names, onWaiting }: SessionDependencies): Promise<void> {
  const taken = await client.query('select pg_try_advisory_lock(hashtextextended($1, 0)) as taken', [
    names.slot,
  ]);
  if (taken.rows[0]?.taken === true) return;
  onWaiting();
  throw new AppError('locked', `another shape service holds the slot ${names.slot}`);
}

async function prepare(dependencies: SessionDependencies): Promise<void> {
  const { database, schemaName, names, onWaiting, onReset } = dependencies;
  await prepareSchema(database, schemaName);
  const isNewPublication = await ensurePublication(database, names.publication);
  const slot = await readSlot(database, names.slot);
  if (slot.kind === 'usable' && !isNewPublication) {
    if (!slot.isActive) return;
    onWaiting();
    throw new AppError('locked', `the slot ${names.slot} is still in use`);
  }
  const isFirstStart = isNewPublication && slot.kind === 'missing';
  if (!isFirstStart) {
    onReset(slot.kind === 'usable' ? 'the publication was missing' : `the replication slot is ${slot.kind}`);
  }
  await forgetEverything(database, schemaName);
  await dropSlot(database, names.slot);
  await createSlot(database, names.slot);
}

async function follow(
  dependencies: SessionDependencies,
  client: Client,
  state: StoredState,
  onStream: (stream: ReplicationStream) => void,
): Promise<void> {
  const { tail, database, schemaName, names, options } = dependencies;
  const ingest = createIngest(
    createLogStore(client, schemaName),
    tail,
    dependencies.watch,
    { transactionBytes: options.transactionBytes, partRows: PART_ROWS },
    state,
  );
  let handledEnd: Lsn = 0n;
  let durable = state.lastStored;
  let isBehind = true;
  const stream = createReplicationStream(replicationConfig(dependencies.connectionString), {
    message: async (message) => {
      await ingest.message(message);
      if (message.tag !== 'commit') return;
      handledEnd = laterLsn(handledEnd, message.endLsn);
      dependencies.onTransaction();
    },
    caughtUpTo: (walEnd) => {
      handledEnd = laterLsn(handledEnd, walEnd);
      // A transaction may still commit exactly at this position.
      tail.advance(walEnd - 1n);
      if (!isBehind || walEnd < state.walEnd) return;
      isBehind = false;
      dependencies.onCaughtUp();
    },
  });
  onStream(stream);
  const confirm = async (): Promise<void> => {
    const position = handledEnd;
    const stored = ingest.storedLsn();
    if (stored > durable) await makeDurable(database, schemaName, stored);
    durable = stored;
    await stream.confirm(position);
  };
  let isConfirming = false;
  let confirmed: Lsn = 0n;
  const timer = setInterval(() => {
    if (isConfirming || handledEnd === confirmed) return;
    isConfirming = true;
    confirmed = handledEnd;
    confirm()
      // The next round tries again; a lost connection ends the session by itself.
      .catch(() => (confirmed = 0n))
      .finally(() => (isConfirming = false));
  }, CONFIRM_EVERY_MS);
  try {
    await stream.run(names.slot, names.publication);
  } finally {
    clearInterval(timer);
  }
}
