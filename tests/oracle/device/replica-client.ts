/** The replica's process of one life, without a process: what electron/replica/serve.ts does behind its port. */
import type { LiveEvent } from '../../../shared/contracts/desktop/live.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { MUTATIONS } from '../../../shared/mutations/registry/registry.ts';
import { QUERIES } from '../../../shared/queries/registry.ts';
import { createDownSyncHolder, type StartSync } from '../../../electron/replica/down-sync-holder.ts';
import { createEventLog } from '../../../electron/replica/event-log.ts';
import { createReplica, type Replica } from '../../../electron/replica/replica.ts';
import type { ReplicaClient, ReplicaEvent, ReplicaSync } from '../../../electron/replica/types.ts';
import { createMailbox } from './mailbox.ts';
import type { EngineLife } from './replica-engine.ts';

export type OpenedReplica = { readonly client: ReplicaClient; readonly replica: Replica };

export async function openInProcess(options: {
  readonly life: EngineLife;
  readonly startDownSync: (sync: ReplicaSync, emit: (event: ReplicaEvent) => void) => StartSync;
  /** Rejects when the process is killed, and never otherwise. */
  readonly death: Promise<never>;
}): Promise<OpenedReplica> {
  const log = createEventLog();
  const replica = await createReplica({
    pglite: options.life.pglite,
    mutations: MUTATIONS,
    queries: QUERIES,
    emit: log.emit,
    now: () => performance.now(),
  });
  const downSync = createDownSyncHolder(options.startDownSync(replica.sync, log.emit));
  const alive = <T>(work: Promise<T>): Promise<T> => Promise.race([work, options.death]);
  const close = async (): Promise<void> => {
    await downSync.stop();
    await replica.close();
  };
  const client: ReplicaClient = {
    restorePending: (mutations) => alive(replica.local.restorePending(mutations)),
    applyLocal: (mutation) => alive(replica.local.applyLocal(mutation)),
    settle: (settlements) => alive(replica.local.settle(settlements)),
    dropLocal: (ids) => alive(replica.local.dropLocal(ids)),
    markSent: (ids) => alive(replica.local.markSent(ids)),
    setSession: (session) => alive(replica.setSession(session).then(() => downSync.setSession(session))),
    wake: async () => downSync.wake(),
    watch: (request, signal) => watch(replica, request, signal, options.death),
    moveWindow: async (subscription, offset, limit) =>
      replica.handles.get(subscription)?.move({ offset, limit }),
    keys: (query, args) => alive(replica.live.keys(query, args)),
    read: (query, args) => alive(replica.live.read(query, args)),
    rebuild: () => Promise.reject(new AppError('bug', 'not simulated')),
    info: async () => ({ bytes: 0, rows: await alive(replica.rowCount()) }),
    events: async function* events(signal) {
      const mailbox = createMailbox<ReplicaEvent>(signal, options.death);
      const stop = log.follow(mailbox.put);
      try {
        yield* mailbox.read();
      } finally {
        stop();
      }
    },
    close: () => alive(close()),
  };
  return { client, replica };
}

async function* watch(
  replica: Replica,
  request: Parameters<ReplicaClient['watch']>[0],
  signal: AbortSignal,
  death: Promise<never>,
): AsyncGenerator<LiveEvent, void> {
  const mailbox = createMailbox<LiveEvent>(signal, death);
  const handle = replica.live.watch(request, { push: mailbox.put, ready: mailbox.isEmpty });
  replica.handles.set(request.subscription, handle);
  try {
    for await (const event of mailbox.read(handle.resume)) {
      yield event;
      if (event.kind === 'failed') return;
    }
  } finally {
    handle.close();
  }
}
