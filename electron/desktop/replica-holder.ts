/**
 * Holds the replica's process: opens it, tells it what waits in the outbox, and opens it again when it dies. Callers
 * wait for it or learn that it cannot be had.
 */
import { AppError } from '../../shared/kernel/app-error.ts';
import type { Notice } from '../../shared/contracts/desktop/status.ts';
import type { ReplicaClient, ReplicaEvent, ReplicaSession, Settlement } from '../replica/types.ts';
import type { Outbox } from '../sync/outbox/outbox.ts';
import { settlementOf } from '../sync/upload/answer.ts';
import type { UploadReplica } from '../sync/upload/ports.ts';
import type { ShapesConnection } from './connection-view.ts';
import { sleep } from './hub.ts';
import type { DesktopPlatform, Log } from './ports.ts';
import { localMutation } from './run-mutation.ts';
import type { StatusBoard } from './status-board.ts';

export type ReplicaHolder = {
  /** The running replica; waits while it is being opened. Throws `unavailable` when it cannot be opened now. */
  readonly client: () => Promise<ReplicaClient>;
  readonly upload: UploadReplica;
  readonly shapes: () => ShapesConnection | null;
  readonly sessionChanged: () => void;
  /** Compares what it holds with the outbox again. */
  readonly resync: () => void;
  readonly wake: () => void;
  readonly close: () => Promise<void>;
};

type HolderOptions = {
  readonly folder: string;
  readonly outbox: Outbox;
  readonly board: StatusBoard;
  readonly log: Log;
  readonly platform: DesktopPlatform;
  readonly session: () => ReplicaSession;
  readonly onShapes: () => void;
  readonly onNeed: () => void;
};

const NOTICE = 'replica-fault';
const REOPEN_AFTER_MS = 200;
const ARRIVAL_RETRY_MS = 5_000;
const LONGEST_REOPEN_MS = 30_000;

export function openReplicaHolder(options: HolderOptions): ReplicaHolder {
  const { outbox, board, log, platform } = options;
  const closing = new AbortController();
  let shapes: ShapesConnection | null = null;
  let opened = Promise.withResolvers<ReplicaClient>();
  let running: ReplicaClient | null = null;

  async function keepOpen(): Promise<void> {
    let failures = 0;
    while (!closing.signal.aborted) {
      try {
        const client = await platform.openReplica(options.folder);
        if (closing.signal.aborted) return await client.close();
        running = client;
        await bringUpToDate(client);
        opened.resolve(client);
        board.dropNotice(NOTICE);
        failures = 0;
        await follow(client);
      } catch (cause) {
        if (closing.signal.aborted) return;
        failures += 1;
        fail(AppError.from(cause));
      }
      await running?.close().catch(() => undefined);
      running = null;
      if (!closing.signal.aborted) opened = again(opened);
      await sleep(platform.timers, reopenDelayMs(failures), closing.signal);
    }
  }

  /** Pending changes first, so that no screen ever shows rows without them. */
  async function bringUpToDate(client: ReplicaClient): Promise<void> {
    // Who it is, without a token: pending changes run as that person, and nothing is fetched yet.
    await client.setSession({ ...options.session(), token: null });
    const pending = await outbox.pendingMutations();
    const refused = await client.restorePending(pending.map(localMutation));
    for (const { seq, error } of refused) {
      log.warn('a pending change cannot be shown here', { seq, code: error.code });
    }
    const decided = decidedSettlements(outbox);
    if (decided.length > 0) await client.settle(decided);
    await client.setSession(options.session());
  }

  async function follow(client: ReplicaClient): Promise<void> {
    await Promise.race([followEvents(client), followConflicts(client)]);
    throw new AppError('unavailable', 'the replica ended', {
      hint: 'The local database stopped. It is being started again.',
    });
  }

  async function followEvents(client: ReplicaClient): Promise<void> {
    for await (const event of client.events(closing.signal)) await take(event);
  }

  async function followConflicts(client: ReplicaClient): Promise<void> {
    const request = { subscription: 'desktop-conflicts', query: 'conflicts.open', args: {} };
    for await (const event of client.watch(request, closing.signal)) {
      if (event.kind === 'failed') break;
      board.update({ conflicts: event.total });
    }
    // Only the number on the badge depends on it; the replica itself may be well.
    await aborted(closing.signal);
  }

  async function take(event: ReplicaEvent): Promise<void> {
    switch (event.kind) {
      case 'arrived':
        return arrived(event.ids);
      case 'position':
        return board.update({ asOf: event.asOf });
      case 'loading':
        return board.update({
          initialSync: event.progress && {
            rows: event.progress.rows,
            tables: event.progress.tables.map((one) => ({ ...one })),
          },
        });
      case 'shapes':
        shapes = { state: event.state, reason: event.reason };
        return options.onShapes();
      case 'session':
        return options.onNeed();
      case 'failed':
        return fail(AppError.fromWire(event.error));
    }
  }

  /** The replica tells it once: what the disk does not take now is written when it does. */
  async function arrived(ids: readonly string[]): Promise<void> {
    await outbox.recordArrived(ids).catch((cause: unknown) => {
      log.error('an arrival could not be kept', { code: AppError.from(cause).code });
      void sleep(platform.timers, ARRIVAL_RETRY_MS, closing.signal).then(() => {
        // After a restart the rows themselves tell it again.
        if (!closing.signal.aborted) return arrived(ids);
      });
    });
  }

  /** The replica must not go on without it: what a full disk refuses now is offered again, to the process that runs now. */
  async function untilTaken(what: string, offer: (client: ReplicaClient) => Promise<void>): Promise<void> {
    const client = running;
    for (let failures = 0; client && client === running && !closing.signal.aborted; failures += 1) {
      try {
        return await offer(client);
      } catch (cause) {
        log.warn(`the replica did not take ${what}`, { code: AppError.from(cause).code });
        await sleep(platform.timers, reopenDelayMs(failures), closing.signal);
      }
    }
  }

  function fail(error: AppError): void {
    log.error('the replica failed', { code: error.code, message: error.message });
    const notice: Notice = {
      id: NOTICE,
      level: 'warning',
      text: `The local database reports: ${error.hint}`,
      action: null,
    };
    board.putNotice(notice);
  }

  opened.promise.catch(() => undefined);
  const finished = keepOpen();
  const client = (): Promise<ReplicaClient> => opened.promise;

  return {
    client,
    upload: {
      settle: async (settlements) => (await client()).settle(settlements),
      markSent: async (ids) => (await client()).markSent(ids),
    },
    shapes: () => shapes,
    sessionChanged: () => void untilTaken('the session', (client) => client.setSession(options.session())),
    resync: () => void untilTaken('what is pending', bringUpToDate),
    wake: () => {
      running?.wake().catch(() => undefined);
    },
    close: async () => {
      closing.abort(new AppError('cancelled', 'closing'));
      opened.reject(new AppError('unavailable', 'closing', { hint: 'The desktop is closing.' }));
      await running?.close().catch(() => undefined);
      await finished;
    },
  };
}

function reopenDelayMs(failures: number): number {
  return Math.min(LONGEST_REOPEN_MS, REOPEN_AFTER_MS * 2 ** failures);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** New callers wait for the next start; those of before have their answer already. */
function again(before: PromiseWithResolvers<ReplicaClient>): PromiseWithResolvers<ReplicaClient> {
  const next = Promise.withResolvers<ReplicaClient>();
  next.promise.catch(() => undefined);
  next.promise.then(before.resolve, before.reject);
  return next;
}

/** What the server said before the last end; the replica may not have heard it. */
function decidedSettlements(outbox: Outbox): readonly Settlement[] {
  return outbox
    .open()
    .flatMap((entry) =>
      entry.phase === 'accepted' || entry.phase === 'conflict'
        ? [settlementOf(outbox, { id: entry.id, outcome: entry.phase, reason: null }, entry.walLsn ?? '0')]
        : [],
    );
}
