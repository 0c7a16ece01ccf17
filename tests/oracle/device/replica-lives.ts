/** The replica's process of a device, life after life, over one engine. */
import { startDownSync } from '../../../electron/sync/down/start.ts';
import type { Replica } from '../../../electron/replica/replica.ts';
import type { ReplicaClient } from '../../../electron/replica/types.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import type { Sql } from '../../../electron/replica/store/database.ts';
import type { Timers } from '../../../electron/sync/connectivity/timers.ts';
import type { Random } from '../../../shared/testing/agency/random.ts';
import { watchedSync, type SyncWatcher } from './watched-sync.ts';
import { bytesOf, silentWhenDead } from './platform.ts';
import { openInProcess } from './replica-client.ts';
import type { ProcessFault, ReplicaEngine } from './replica-engine.ts';

export type ReplicaLives = {
  /** Begins a life as main asks for one. */
  readonly open: () => Promise<ReplicaClient>;
  /** The present one; null while there is none. */
  readonly present: () => Replica | null;
  /** What a person finds there at this moment; null when there is no replica, or when it fails or dies over it. */
  readonly look: <T>(read: (sql: Sql) => Promise<T>) => Promise<T | null>;
  /** Kills the process; main learns of it and opens another, unless it is dead itself. */
  readonly kill: () => Promise<void>;
  readonly arm: (afterStatements: number, fault: ProcessFault, onKilled: () => void) => void;
  readonly wipe: () => Promise<void>;
};

export function createReplicaLives(options: {
  readonly engine: ReplicaEngine;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly timers: (isAlive: () => boolean) => Timers;
  readonly now: () => number;
  readonly random: Random;
  readonly watcher: SyncWatcher;
}): ReplicaLives {
  const { engine, random, watcher } = options;
  let present: {
    readonly replica: Replica;
    readonly death: Promise<never>;
    readonly die: () => void;
  } | null = null;
  let ending: Promise<void> = Promise.resolve();

  const kill = (): Promise<void> => {
    const former = present;
    present = null;
    former?.die();
    ending = ending.then(() => engine.kill());
    return ending;
  };
  return {
    present: () => present?.replica ?? null,
    look: async (read) => {
      if (!present) return null;
      const work = present.replica.database.read('read', read);
      return Promise.race([work, present.death]).catch(() => null);
    },
    kill,
    arm: engine.arm,
    wipe: async () => {
      await kill();
      await engine.wipe();
    },
    open: async () => {
      await ending;
      const life = await engine.begin();
      const death = Promise.withResolvers<never>();
      death.promise.catch(() => undefined);
      const isAlive = (): boolean => !life.isDead();
      const opened = await openInProcess({
        life,
        death: death.promise,
        startDownSync: (sync, emit) => (session) =>
          startDownSync({
            sync: watchedSync(sync, watcher),
            session,
            emit: (event) => isAlive() && emit(event),
            clock: { now: options.now },
            timers: options.timers(isAlive),
            fetch: silentWhenDead(options.fetch, isAlive),
            randomBytes: (count) => bytesOf(random, count),
          }),
      });
      present = {
        replica: opened.replica,
        death: death.promise,
        die: () =>
          death.reject(
            new AppError('unavailable', 'the replica process ended', { hint: 'The local database stopped.' }),
          ),
      };
      return opened.client;
    },
  };
}
