/** A device's surroundings in one life: they fall silent the moment it is dead. */
import type { DesktopPlatform } from '../../../electron/desktop/ports.ts';
import type { ReplicaClient } from '../../../electron/replica/types.ts';
import type { Timers } from '../../../electron/sync/connectivity/timers.ts';
import type { Random } from '../../../shared/testing/agency/random.ts';
import type { Disk } from './disk.ts';

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

export type Surroundings = {
  readonly disk: Disk;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly timers: Timers;
  readonly now: () => number;
  readonly random: Random;
  readonly isAlive: () => boolean;
  readonly openReplica: () => Promise<ReplicaClient>;
};

export function createPlatform(around: Surroundings): DesktopPlatform {
  const { disk, random, isAlive } = around;
  return {
    tokens: disk.stores(isAlive).tokens,
    openReplica: () => (isAlive() ? around.openReplica() : never()),
    outboxFiles: () => disk.outbox.files,
    importWorker: '',
    mayOpenPath: () => false,
    fetch: silentWhenDead(around.fetch, isAlive),
    clock: { now: around.now },
    timers: around.timers,
    random: random.next,
    randomBytes: (count) => bytesOf(random, count),
    deviceName: 'simulated',
    osName: 'test',
  };
}

export function bytesOf(random: Random, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => random.int(0, 255));
}

/** Neither asks nor hears an answer after the death of its process. */
export function silentWhenDead(fetch: Surroundings['fetch'], isAlive: () => boolean): Surroundings['fetch'] {
  return async (url, init) => {
    if (!isAlive()) return never();
    try {
      const response = await fetch(url, init);
      return isAlive() ? response : await never<Response>();
    } catch (cause) {
      if (!isAlive()) return never();
      throw cause;
    }
  };
}
