/** Ends a postmaster: fast shutdown first, immediate shutdown when that hangs, kill as the last resort. */
import { AppError } from '../../../shared/kernel/app-error.ts';
import type { ClusterLayout } from './layout.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { processState, servesDirectory } from './process-state.ts';
import { poll } from './wait.ts';

/** SIGQUIT skips the final checkpoint: the next start recovers from the log, nothing is lost. */
const STOP_STEPS: readonly { readonly signal: NodeJS.Signals; readonly waitMs: number }[] = [
  { signal: 'SIGINT', waitMs: 15_000 },
  { signal: 'SIGQUIT', waitMs: 5_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
];

/** Stops the postmaster of this data directory; nothing happens when there is none. */
export async function stopCluster(layout: ClusterLayout): Promise<void> {
  const file = await readPostmasterFile(layout.pidFile);
  if (file === null || !(await servesDirectory(file.pid, layout.dataDir, file.dataDir))) return;
  await stopPostmaster(file.pid);
}

/** `patience` scales the waits between the signals. */
export async function stopPostmaster(pid: number, patience = 1): Promise<void> {
  for (const { signal, waitMs } of STOP_STEPS) {
    if ((await processState(pid)) !== 'running') return;
    if (!sendSignal(pid, signal)) return;
    const ended = await poll(
      async () => ((await processState(pid)) === 'running' ? null : true),
      waitMs * patience,
    );
    if (ended === true) return;
  }
  throw new AppError('unavailable', `postmaster ${pid} does not end`, {
    hint: `The database (process ${pid}) does not stop. End it by hand and try again.`,
  });
}

function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ESRCH') return false;
    throw new AppError('locked', `may not signal postmaster ${pid}`, {
      hint: `The database in this folder runs as another user (process ${pid}). Stop it there first.`,
      cause,
    });
  }
}
