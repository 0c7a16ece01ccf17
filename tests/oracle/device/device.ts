/**
 * One desktop of a simulated world: the product's sessions, workspace, outbox, uploader and replica, over a disk, a
 * network and a clock that the simulation owns.
 */
import { createStatusBoard } from '../../../electron/desktop/status-board.ts';
import { openWorkspaceHolder } from '../../../electron/desktop/workspace-holder.ts';
import type { Workspace } from '../../../electron/desktop/workspace.ts';
import { createServerApi } from '../../../electron/session/server-api.ts';
import { createSessions } from '../../../electron/session/sessions.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import type { Random } from '../../../shared/testing/agency/random.ts';
import type { CastPerson } from '../world/cast.ts';
import type { VirtualTime } from '../world/virtual-time.ts';
import type { Disk } from './disk.ts';
import type { Network } from './network.ts';
import { createPlatform } from './platform.ts';
import type { ReplicaLives } from './replica-lives.ts';
import { startingStatus } from '../../../electron/desktop/starting-status.ts';
import { openWindows, type OpenWindow, type Window } from './windows.ts';

export type Device = {
  readonly name: string;
  readonly person: CastPerson;
  readonly disk: Disk;
  readonly network: Network;
  readonly replica: ReplicaLives;
  readonly isUp: () => boolean;
  readonly start: () => Promise<void>;
  /** The program is gone at once. `power`: also what the disk had not been told to keep, but for this share. */
  readonly kill: (power?: { readonly keep: number }) => Promise<void>;
  /** The open workspace of this life. */
  readonly workspace: () => Promise<Workspace>;
  /** Rejects when this life ends. */
  readonly death: () => Promise<never>;
  readonly windows: () => readonly OpenWindow[];
  readonly moveWindow: (window: Window) => void;
  readonly skewClock: (ms: number) => void;
  readonly now: () => number;
};

type Life = {
  readonly death: PromiseWithResolvers<never>;
  readonly workspace: () => Promise<Workspace>;
  readonly windows: readonly OpenWindow[];
  readonly ending: AbortController;
  alive: boolean;
};

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

export function createDevice(parts: {
  readonly name: string;
  readonly person: CastPerson;
  readonly disk: Disk;
  readonly network: Network;
  readonly replica: ReplicaLives;
  readonly time: VirtualTime;
  readonly random: Random;
}): Device {
  const { disk, network, replica, time, random } = parts;
  let life: Life | null = null;
  let skewMs = 0;
  const now = (): number => time.now() + skewMs;

  const start = async (): Promise<void> => {
    if (life) return;
    const one = { alive: true, death: Promise.withResolvers<never>(), ending: new AbortController() };
    one.death.promise.catch(() => undefined);
    const isAlive = (): boolean => one.alive;
    const timers = time.timers(isAlive);
    const platform = createPlatform({
      disk,
      fetch: network.fetch,
      timers,
      now,
      random,
      isAlive,
      openReplica: replica.open,
    });
    const { profile, tokens } = disk.stores(isAlive);
    const sessions = createSessions({
      profile,
      tokens,
      api: (serverUrl) => createServerApi(serverUrl, platform.fetch),
      clock: platform.clock,
      device: { name: parts.name, platform: 'test' },
    });
    const board = createStatusBoard(
      startingStatus({ serverUrl: '', tokenStore: 'file', version: '0.1.0', deviceName: parts.name }),
      timers,
    );
    const holder = openWorkspaceHolder({ dataDir: 'simulated', sessions, platform, board, log: quiet });
    await sessions.restore();
    holder.start();
    const client = async () => (await holder.current()).replica.client();
    const windows = openWindows(client, one.ending.signal);
    life = Object.assign(one, { workspace: holder.current, windows });
  };
  return {
    ...parts,
    now,
    start,
    isUp: () => life !== null,
    kill: async (power) => {
      const former = life;
      if (!former) return;
      life = null;
      former.alive = false;
      former.ending.abort();
      former.death.reject(new AppError('cancelled', 'the device was killed'));
      if (power) disk.outbox.losePower(power.keep);
      else disk.outbox.kill();
      await replica.kill();
    },
    workspace: () => life?.workspace() ?? Promise.reject(new AppError('unavailable', 'the device is off')),
    death: () => life?.death.promise ?? Promise.reject(new AppError('unavailable', 'the device is off')),
    windows: () => life?.windows ?? [],
    moveWindow: (window) => {
      for (const one of life?.windows ?? []) one.move(window);
    },
    skewClock: (ms) => void (skewMs = ms),
  };
}
