/**
 * Everything that belongs to one person on one server: their outbox, their replica, the way up and the watch over
 * their session. Opened at sign-in, closed at sign-out.
 *
 * Law: the outbox is there before anything else and nothing waits for the server.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError } from '../../shared/kernel/app-error.ts';
import { mutationByName } from '../../shared/mutations/registry/registry.ts';
import { createServerApi } from '../session/server-api.ts';
import { watchSession } from '../session/session-watch.ts';
import type { SessionWatch } from '../session/session-watch.ts';
import type { Sessions, SignedIn } from '../session/sessions.ts';
import { createConnectivity } from '../sync/connectivity/connectivity.ts';
import type { Connectivity } from '../sync/connectivity/connectivity.ts';
import { openOutbox } from '../sync/outbox/outbox.ts';
import type { Outbox } from '../sync/outbox/outbox.ts';
import { startUploader } from '../sync/upload/uploader.ts';
import type { Uploader } from '../sync/upload/uploader.ts';
import { connectionView } from './connection-view.ts';
import { actorOf, replicaSessionOf } from './person.ts';
import type { DesktopPlatform, Log } from './ports.ts';
import { openReplicaHolder } from './replica-holder.ts';
import type { ReplicaHolder } from './replica-holder.ts';
import type { MutationParties } from './run-mutation.ts';
import type { StatusBoard } from './status-board.ts';
import type { UndoDesk } from './undo/undo-desk.ts';
import { openUndoDesk } from './undo/undo-desk.ts';
import { memoryUndoFiles } from './undo/undo-files.ts';
import { uploadEvents } from './upload-events.ts';

export type Workspace = {
  readonly folder: string;
  readonly outbox: Outbox;
  readonly replica: ReplicaHolder;
  readonly connectivity: Connectivity;
  readonly undo: UndoDesk;
  readonly isOpen: () => boolean;
  /** What a change needs; the actor is the one of now. */
  readonly mutationParties: () => Promise<MutationParties>;
  /** Try everything again now: a person asks, the machine woke up, the network changed. */
  readonly wake: () => void;
  /** The session has news: scope, token, device. */
  readonly sessionChanged: (signedIn: SignedIn) => void;
  readonly close: () => Promise<void>;
};

export type WorkspaceOptions = {
  readonly dataDir: string;
  readonly signedIn: SignedIn;
  readonly sessions: Sessions;
  readonly platform: DesktopPlatform;
  readonly board: StatusBoard;
  readonly log: Log;
};

const MAINTAIN_EVERY_MS = 3_600_000;
const DRAIN_MS = 2_000;

export function accountFolder(dataDir: string, accountKey: string): string {
  return join(dataDir, 'accounts', accountKey);
}

/** Throws `locked`, `too_old`, `disk_full`, `disk_unwritable`: what the outbox says. */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { platform, sessions, board, log } = options;
  const folder = accountFolder(options.dataDir, options.signedIn.account.key);
  const outbox = await openOutbox({
    files: platform.outboxFiles(join(folder, 'outbox')),
    deviceId: options.signedIn.account.device_id,
    clock: platform.clock,
  });
  reportDamage(outbox, board, log);
  let signedIn = options.signedIn;
  let isClosed = false;
  /** The replica was refused and waits for word of the session, even that it is the same. */
  let isAwaited = false;
  const connectivity = createConnectivity({
    timers: platform.timers,
    random: platform.random,
    onChange: () => showConnection(),
  });
  const replica = openReplicaHolder({
    folder: join(folder, 'replica'),
    outbox,
    board,
    log,
    platform,
    session: () => replicaSessionOf(signedIn, outbox.view().deviceId),
    onShapes: () => {
      showConnection();
      // Receiving works again: sending need not wait for its own turn.
      if (replica.shapes()?.state === 'online' && connectivity.current().state === 'offline') wakeUp();
    },
    onNeed: () => {
      isAwaited = true;
      watch.kick();
    },
  });
  const undo = openUndoDesk({
    files: platform.undoFiles?.(join(folder, 'undo')) ?? memoryUndoFiles(),
    log,
    onChange: (view) => {
      if (!isClosed) board.update({ undo: view });
    },
  });
  const showConnection = (): void => {
    if (!isClosed) board.update(connectionView(connectivity.current(), replica.shapes()));
  };
  const showCounts = (): void => {
    const { pending, rejected } = outbox.view();
    if (!isClosed) board.update({ pending, rejected });
  };
  const wakeUp = (): void => {
    connectivity.report({ kind: 'wake' });
    watch.kick();
    uploader.kick();
  };

  const watch: SessionWatch = watchSession({
    refresh: async () => {
      const refresh = await sessions.refresh();
      await followEpoch();
      if (isAwaited && (refresh === 'same' || refresh === 'changed')) {
        isAwaited = false;
        replica.sessionChanged();
      }
      return refresh;
    },
    connectivity,
    timers: platform.timers,
    onFault: (error) => log.error('the session could not be kept', { code: error.code }),
  });
  const uploader: Uploader = startUploader({
    outbox,
    server: { upload: (request, signal) => upload(request, signal) },
    replica: replica.upload,
    connectivity,
    timers: platform.timers,
    events: uploadEvents({ sessions, board, outbox, watch: () => watch, log }),
  });

  function upload(...[request, signal]: Parameters<Parameters<typeof startUploader>[0]['server']['upload']>) {
    if (signedIn.token === null) return Promise.reject(new AppError('unauthenticated', 'no token'));
    return createServerApi(signedIn.account.server_url, platform.fetch).upload(
      signedIn.token,
      request,
      signal,
    );
  }

  /** A restored server may be noticed here first, when nothing waits to be sent. */
  async function followEpoch(): Promise<void> {
    const known = outbox.view().epoch;
    const current = sessions.current()?.account.session.epoch ?? null;
    if (current === null || current === known || isClosed) return;
    await outbox.adoptEpoch(current, known !== null);
    uploader.kick();
  }

  const stopCounting = outbox.onChange(showCounts);
  const maintenance = every(platform, MAINTAIN_EVERY_MS, () => {
    outbox.maintain().catch((cause: unknown) => {
      log.warn('the outbox could not be tidied', { code: AppError.from(cause).code });
    });
  });
  showCounts();
  showConnection();

  return {
    folder,
    outbox,
    replica,
    connectivity,
    undo,
    isOpen: () => !isClosed,
    mutationParties: async () => ({
      outbox,
      replica: await replica.client(),
      resync: replica.resync,
      registry: { mutationByName },
      actor: actorOf(signedIn),
      clock: platform.clock,
      randomBytes: platform.randomBytes,
      kick: uploader.kick,
      remember: undo.remember,
    }),
    wake: () => {
      wakeUp();
      replica.wake();
    },
    sessionChanged: (next) => {
      const hadToken = signedIn.token;
      signedIn = next;
      if (next.token !== null && next.token !== hadToken) connectivity.report({ kind: 'session_given' });
      replica.sessionChanged();
      uploader.kick();
    },
    close: async () => {
      isClosed = true;
      stopCounting();
      maintenance();
      if (connectivity.current().state === 'online') await drained(outbox, platform);
      await uploader.stop();
      await watch.stop();
      connectivity.close();
      await undo.settled();
      await replica.close();
      await outbox.close();
    },
  };
}

/** A last chance for the newest changes to go up: those of a person who saves and quits. */
function drained(outbox: Outbox, platform: DesktopPlatform): Promise<void> {
  return new Promise((resolve) => {
    if (outbox.view().unanswered === 0) return resolve();
    const done = (): void => {
      platform.timers.clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = platform.timers.setTimeout(done, DRAIN_MS);
    const stop = outbox.onChange(() => {
      if (outbox.view().unanswered === 0) done();
    });
  });
}

function every(platform: DesktopPlatform, ms: number, run: () => void): () => void {
  let handle = platform.timers.setTimeout(tick, ms);
  function tick(): void {
    run();
    handle = platform.timers.setTimeout(tick, ms);
  }
  return () => platform.timers.clearTimeout(handle);
}

function reportDamage(outbox: Outbox, board: StatusBoard, log: Log): void {
  for (const damage of outbox.damage) {
    log.error('the outbox was damaged', damage);
    if (damage.where === 'tail') continue;
    board.putNotice({
      id: `outbox-damage-${damage.keptAs}`,
      level: 'error',
      text: `Part of the file with your unsent changes was damaged on the disk. The damaged part is kept as ${damage.keptAs}; everything else is there.`,
      action: { label: 'Look at pending changes', link: '/pending' },
    });
  }
}

/** Removes everything of a person from this device. */
export async function removeAccountFolder(dataDir: string, accountKey: string): Promise<void> {
  await rm(accountFolder(dataDir, accountKey), { recursive: true, force: true });
}
