/** The replica behind a channel: everything of the replica's process but the process. */
import { z } from 'zod';
import { AppError } from '../../shared/kernel/app-error.ts';
import type { MutationRegistry } from '../../shared/mutations/registered.ts';
import type { QueryRegistry } from '../../shared/queries/registered.ts';
import type { DownSync } from '../sync/down/types.ts';
import {
  idsSchema,
  mutationSchema,
  sessionSchema,
  settlementSchema,
  startSchema,
  watchSchema,
  windowSchema,
} from './calls.ts';
import type { Start } from './calls.ts';
import type { DownSyncHolder } from './down-sync-holder.ts';
import { createDownSyncHolder } from './down-sync-holder.ts';
import type { EventLog } from './event-log.ts';
import { createEventLog } from './event-log.ts';
import type { LiveHandle } from './live/hub.ts';
import type { Upkeep } from './maintenance/upkeep.ts';
import { indexInBackground } from './maintenance/missing-indexes.ts';
import { startUpkeep } from './maintenance/upkeep.ts';
import type { DataFolder } from './open/data-folder.ts';
import { openDataFolder } from './open/data-folder.ts';
import { releaseLock, takeLock } from './open/lock.ts';
import type { RebuildReason } from './open/open-pglite.ts';
import { DAMAGED, openPglite } from './open/open-pglite.ts';
import type { Replica } from './replica.ts';
import { createReplica } from './replica.ts';
import type { Channel } from './rpc/protocol.ts';
import type { OpenStream, RpcHandlers, StreamSink } from './rpc/server.ts';
import { serveRpc } from './rpc/server.ts';
import type { ReplicaEvent, ReplicaSession, ReplicaSync } from './types.ts';

export type ServeOptions = {
  readonly mutations: MutationRegistry;
  readonly queries: QueryRegistry;
  readonly startDownSync: (options: {
    readonly sync: ReplicaSync;
    readonly session: ReplicaSession;
    readonly emit: (event: ReplicaEvent) => void;
  }) => DownSync;
  readonly now: () => number;
  /** Ends the process: after `close`, and when the database is damaged. */
  readonly exit: () => void;
};

type Running = {
  readonly replica: Replica;
  readonly folder: DataFolder;
  readonly downSync: DownSyncHolder;
  readonly upkeep: Upkeep;
  readonly start: Start;
};

export function serveReplica(channel: Channel, options: ServeOptions): void {
  const log = createEventLog();
  let running: Running | null = null;
  const get = (): Running => {
    if (!running) throw new AppError('unavailable', 'the replica is not open');
    return running;
  };
  const onDamage = async (): Promise<void> => {
    await running?.folder.askRebuild(DAMAGED).catch(() => {});
    options.exit();
  };
  serveRpc(channel, {
    calls: {
      start: async (input) => {
        const start = startSchema.parse(input);
        await takeLock(await makeFolder(start.directory), start.instance);
        running = await open(start, options, log, onDamage);
      },
      ...localCalls(get),
      ...readCalls(get),
      rebuild: async () => {
        await get().folder.askRebuild('requested');
        await close(get());
        options.exit();
      },
      close: async () => {
        if (running) await close(running);
        options.exit();
      },
    },
    streams: {
      watch: (sink, input) => watch(get(), sink, input),
      events: (sink) => ({ resume: () => {}, close: log.follow((event) => sink.push(event)) }),
    },
  });
}

async function makeFolder(directory: string): Promise<string> {
  await openDataFolder(directory);
  return directory;
}

async function open(
  start: Start,
  options: ServeOptions,
  log: EventLog,
  onDamage: () => Promise<void>,
): Promise<Running> {
  const folder = await openDataFolder(start.directory);
  const opened = await openPglite(folder, start.seedPath);
  const emit = (event: ReplicaEvent): void => {
    log.emit(event);
    if (event.kind === 'failed' && event.error.code === 'corrupt') void onDamage();
  };
  const replica = await createReplica({
    pglite: opened.pglite,
    mutations: options.mutations,
    queries: options.queries,
    emit,
    now: options.now,
    indexLater: indexInBackground,
  });
  indexInBackground(replica.database);
  // How far it had come is known before the server says anything; an empty replica says so too.
  const { asOf, lsn } = await replica.sync.state();
  log.emit({ kind: 'position', asOf, lsn });
  const notice = rebuildNotice(opened.rebuilt, opened.detail);
  if (notice) log.emit({ kind: 'failed', error: notice.toWire() });
  const downSync = createDownSyncHolder((session) =>
    options.startDownSync({ sync: replica.sync, session, emit }),
  );
  return { replica, folder, downSync, start, upkeep: startUpkeep(replica.database, options.now) };
}

async function close({ replica, downSync, upkeep, start }: Running): Promise<void> {
  upkeep.stop();
  await downSync.stop();
  await replica.close();
  await releaseLock(start.directory, start.instance);
}

function localCalls(get: () => Running): RpcHandlers['calls'] {
  return {
    restorePending: (input) => get().replica.local.restorePending(z.array(mutationSchema).parse(input)),
    applyLocal: (input) => get().replica.local.applyLocal(mutationSchema.parse(input)),
    settle: (input) => get().replica.local.settle(z.array(settlementSchema).parse(input)),
    dropLocal: (ids) => get().replica.local.dropLocal(idsSchema.parse(ids)),
    markSent: (ids) => get().replica.local.markSent(idsSchema.parse(ids)),
    setSession: async (input) => {
      const session = sessionSchema.nullable().parse(input);
      await get().replica.setSession(session);
      await get().downSync.setSession(session);
    },
    wake: async () => get().downSync.wake(),
  };
}

function readCalls(get: () => Running): RpcHandlers['calls'] {
  return {
    moveWindow: async (subscription, offset, limit) => {
      const window = windowSchema.parse({ offset, limit });
      get().replica.handles.get(z.string().parse(subscription))?.move(window);
    },
    keys: (query, args) => get().replica.live.keys(z.string().parse(query), args),
    read: (query, args) => get().replica.live.read(z.string().parse(query), args),
    info: async () => ({ bytes: await get().folder.bytes(), rows: await get().replica.rowCount() }),
  };
}

function watch({ replica }: Running, sink: StreamSink, input: unknown): OpenStream {
  const { subscription, query, args, window } = watchSchema.parse(input);
  const handle: LiveHandle = replica.live.watch({ query, args, window }, sink);
  replica.handles.set(subscription, handle);
  return {
    resume: handle.resume,
    close: () => {
      handle.close();
      if (replica.handles.get(subscription) === handle) replica.handles.delete(subscription);
    },
  };
}

function rebuildNotice(rebuilt: RebuildReason | null, detail: string | null): AppError | null {
  if (rebuilt !== 'damaged') return null;
  return new AppError('corrupt', `the replica was damaged: ${detail ?? 'unknown'}`, {
    hint: 'The local database was damaged and is being built again from the server. Unsent changes are safe.',
    details: { rebuilt: true },
  });
}
