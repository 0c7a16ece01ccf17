/**
 * Adapter: the replica's process as main sees it. When the process ends, calls and streams fail with `unavailable` and
 * nothing hangs; whoever holds the client opens a new one.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { liveEventSchema } from '../../shared/contracts/desktop/live.ts';
import type { LiveEvent } from '../../shared/contracts/desktop/live.ts';
import { AppError } from '../../shared/kernel/app-error.ts';
import { doneRowSchema } from '../../shared/mutations/undo/done.ts';
import { replicaEventSchema } from './events.ts';
import { releaseLock } from './open/lock.ts';
import type { Channel } from './rpc/protocol.ts';
import { wireError } from './rpc/protocol.ts';
import type { RpcClient } from './rpc/client.ts';
import { createRpcClient } from './rpc/client.ts';
import type { ReplicaClient } from './types.ts';

/** A process that was started and has not answered yet. */
export type ReplicaProcess = {
  readonly channel: Channel;
  /** Resolves when it has ended, however. */
  readonly ended: Promise<void>;
  readonly terminate: () => Promise<void>;
};

export type OpenReplicaOptions = {
  /** The replica's own folder, one for each server and person. */
  readonly directory: string;
  readonly seedPath: string;
  /** A process of its own under Node (launch-child.ts), a utility process under Electron. */
  readonly launch: () => ReplicaProcess;
};

const effectSchema = z.object({
  summary: z.string(),
  entityType: z.string(),
  entityId: z.string().nullable(),
  rows: z.number(),
  changes: z.array(doneRowSchema).optional(),
});
const refusedSchema = z.array(z.object({ seq: z.number(), error: wireError }));
const keysSchema = z.array(z.string());
const rowsSchema = z.array(z.record(z.string(), z.unknown()));
const infoSchema = z.object({ bytes: z.number(), rows: z.number() });

/** Starts the process and opens the replica. Throws `locked`, `disk_full`, `disk_unwritable`, `unavailable`. */
export async function openReplica(options: OpenReplicaOptions): Promise<ReplicaClient> {
  const instance = randomUUID();
  const started = options.launch();
  const rpc = createRpcClient(started.channel);
  const ended = started.ended.then(async () => {
    rpc.end(
      new AppError('unavailable', 'the replica process ended', {
        hint: 'The local database stopped. It is being started again.',
      }),
    );
    // A process that was killed could not give it back, and a thread leaves its process id alive.
    await releaseLock(options.directory, instance);
  });
  try {
    await rpc.call('start', { directory: options.directory, seedPath: options.seedPath, instance });
  } catch (cause) {
    await started.terminate();
    await ended;
    throw cause;
  }
  return clientOver(rpc, ended);
}

function clientOver(rpc: RpcClient, ended: Promise<void>): ReplicaClient {
  const tell = async (method: string, ...args: readonly unknown[]): Promise<void> => {
    await rpc.call(method, ...args);
  };
  return {
    restorePending: async (mutations) => refusedSchema.parse(await rpc.call('restorePending', mutations)),
    applyLocal: async (mutation) => effectSchema.parse(await rpc.call('applyLocal', mutation)),
    settle: (settlements) => tell('settle', settlements),
    dropLocal: (ids) => tell('dropLocal', ids),
    markSent: (ids) => tell('markSent', ids),
    setSession: (session) => tell('setSession', session),
    wake: () => tell('wake'),
    watch: (request, signal) => liveEvents(rpc, request, signal),
    moveWindow: (subscription, offset, limit) => tell('moveWindow', subscription, offset, limit),
    keys: async (query, args) => keysSchema.parse(await rpc.call('keys', query, args)),
    read: async (query, args) => rowsSchema.parse(await rpc.call('read', query, args)),
    rebuild: () => endingCall(rpc, 'rebuild', ended),
    info: async () => infoSchema.parse(await rpc.call('info')),
    events: async function* events(signal) {
      for await (const event of rpc.stream('events', [], signal)) yield replicaEventSchema.parse(event);
    },
    close: () => endingCall(rpc, 'close', ended),
  };
}

async function* liveEvents(
  rpc: RpcClient,
  request: Parameters<ReplicaClient['watch']>[0],
  signal: AbortSignal,
): AsyncGenerator<LiveEvent, void> {
  for await (const item of rpc.stream('watch', [request], signal)) {
    const event = liveEventSchema.parse(item);
    yield event;
    if (event.kind === 'failed') return;
  }
}

/** The process may be gone before its answer is. */
async function endingCall(rpc: RpcClient, method: string, ended: Promise<void>): Promise<void> {
  try {
    await rpc.call(method);
  } catch (cause) {
    if (AppError.from(cause).code !== 'unavailable') throw cause;
  }
  await ended;
}
