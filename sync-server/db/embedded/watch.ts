/**
 * Looks after a running postmaster: one that died is started again at its old address, because everybody holds that
 * address. One that was stopped in order took its pid file along, and stays with whoever stopped it.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { errorText } from '../../../shared/kernel/app-error.ts';
import { adoptPostmaster } from './adopt.ts';
import type { PostgresBinaries } from './binaries.ts';
import { launchPostmaster } from './launch.ts';
import type { ClusterLayout } from './layout.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { processState } from './process-state.ts';
import type { PostgresSettings } from './settings.ts';
import type { StarterLog } from './starter-log.ts';

const CHECK_MS = 500;
const RETRY_MS = 250;
const LONGEST_RETRY_MS = 10_000;

export type PostmasterWatch = {
  /** Nothing is started any more once this has resolved. */
  readonly stop: () => Promise<void>;
};

export type WatchedPostmaster = {
  readonly layout: ClusterLayout;
  readonly binaries: PostgresBinaries;
  readonly settings: PostgresSettings;
  readonly pid: number;
  readonly port: number;
  readonly log: StarterLog;
  /** Called after each new start, with connections possible. */
  readonly onRevived: () => Promise<void>;
};

export function watchPostmaster(watched: WatchedPostmaster): PostmasterWatch {
  const stopping = new AbortController();
  const watching = keepAlive(watched, stopping.signal).catch((cause: unknown) => {
    watched.log.warn({ reason: errorText(cause) }, 'the database is no longer watched');
  });
  return {
    stop: async () => {
      stopping.abort();
      await watching;
    },
  };
}

async function keepAlive(watched: WatchedPostmaster, signal: AbortSignal): Promise<void> {
  const { layout, log } = watched;
  let { pid } = watched;
  while (await paused(CHECK_MS, signal)) {
    if ((await processState(pid)) === 'running') continue;
    if ((await readPostmasterFile(layout.pidFile))?.pid !== pid) {
      log.warn({ postmaster: pid }, 'the database was stopped by somebody else');
      return;
    }
    log.warn({ postmaster: pid }, 'the database died and is started again');
    const revived = await revive(watched, signal);
    if (revived === null) return;
    pid = revived;
    await watched.onRevived();
    log.info({ postmaster: pid, port: watched.port }, 'the database is back');
  }
}

/** Tries until it runs. Null when stopped meanwhile. */
async function revive(watched: WatchedPostmaster, signal: AbortSignal): Promise<number | null> {
  const { layout, binaries, port, settings, log } = watched;
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      const adopted = await adoptPostmaster(layout);
      if (adopted !== null) return adopted.pid;
      const outcome = await launchPostmaster(layout, binaries, port, settings);
      if (outcome.kind === 'ready') return outcome.pid;
    } catch (cause) {
      log.warn({ reason: errorText(cause), attempt }, 'the database could not be started');
    }
    await paused(Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** Math.min(attempt, 10)), signal);
  }
  return null;
}

/** False when stopped meanwhile. Does not keep the process running by itself. */
async function paused(ms: number, signal: AbortSignal): Promise<boolean> {
  await delay(ms, undefined, { signal, ref: false }).catch(() => undefined);
  return !signal.aborted;
}
