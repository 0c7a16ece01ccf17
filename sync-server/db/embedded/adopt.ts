/**
 * Finds out what a postmaster.pid in the data directory means: a live server of ours to go on with, one to
 * wait for, one to stop, or a left-over of a crash.
 */
import { realpath } from 'node:fs/promises';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { clusterUrl, connectionCode, withClient } from './connect-url.ts';
import type { ClusterLayout } from './layout.ts';
import { readPassword } from './password.ts';
import { disownPostmasterFile, readPostmasterFile, type PostmasterFile } from './postmaster-file.ts';
import { processState, servesDirectory } from './process-state.ts';
import { stopPostmaster } from './stop.ts';
import { poll } from './wait.ts';

/** Longer than a crash recovery of an ordinary cluster. */
const ANSWER_TIMEOUT_MS = 60_000;

export type Adopted = { readonly pid: number; readonly port: number };

type Answer = 'ours' | 'unsuitable' | 'wrong_password' | 'ended' | 'silent';

/**
 * The running server of this data directory, or null when there is none and one may be started.
 * A server that cannot be used (stuck, unknown password, wrong settings, moved folder) is stopped first.
 */
export async function adoptPostmaster(
  layout: ClusterLayout,
  options: { readonly answerTimeoutMs?: number; readonly patience?: number } = {},
): Promise<Adopted | null> {
  const file = await readPostmasterFile(layout.pidFile);
  if (file === null) return null;
  if (!(await isLiveServer(layout, file))) {
    if ((await processState(file.pid)) !== 'gone') await disownPostmasterFile(layout.pidFile, process.pid);
    return null;
  }
  const answer = await askUntilAnswered(layout, file.pid, options.answerTimeoutMs ?? ANSWER_TIMEOUT_MS);
  if (answer !== 'ours') {
    await stopPostmaster(file.pid, options.patience);
    return null;
  }
  const port = (await readPostmasterFile(layout.pidFile))?.port;
  if (port == null) throw new AppError('unavailable', 'postmaster vanished while it was adopted');
  return { pid: file.pid, port };
}

async function isLiveServer(layout: ClusterLayout, file: PostmasterFile): Promise<boolean> {
  if ((await processState(file.pid)) !== 'running') return false;
  return servesDirectory(file.pid, layout.dataDir, file.dataDir);
}

async function askUntilAnswered(layout: ClusterLayout, pid: number, timeoutMs: number): Promise<Answer> {
  const answer = await poll(async () => {
    if ((await processState(pid)) !== 'running') return 'ended';
    const file = await readPostmasterFile(layout.pidFile);
    if (file === null || file.port === null || file.status !== 'ready') return null;
    return ask(layout, file.port);
  }, timeoutMs);
  return answer ?? 'silent';
}

async function ask(layout: ClusterLayout, port: number): Promise<Answer | null> {
  const password = await readPassword(layout);
  if (password === null) return 'wrong_password';
  try {
    return await withClient(clusterUrl(port, password, 'postgres'), async (client) => {
      const { rows } = await client.query<{ dir: string; wal: string }>(
        `select current_setting('data_directory') as dir, current_setting('wal_level') as wal`,
      );
      const [row] = rows;
      if (row === undefined || row.wal !== 'logical') return 'unsuitable';
      const served = await realpath(row.dir).catch(() => row.dir);
      return served === (await realpath(layout.dataDir)) ? 'ours' : 'unsuitable';
    });
  } catch (cause) {
    return ['28P01', '28000'].includes(connectionCode(cause)) ? 'wrong_password' : null;
  }
}
