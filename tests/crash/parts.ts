/** Parts that their owner starts again by itself: found by what they leave on the disk, killed with `kill -9`. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { lockPath } from '../../electron/replica/open/lock.ts';
import { embeddedPid } from '../support/embedded-database.ts';

const holderSchema = z.object({ pid: z.int() });
const LOOK_EVERY_MS = 50;
/** A replica that cannot be opened for this long is a finding. */
const PATIENCE_MS = 60_000;

/** Waits for the server to have brought it back first, so that every kill hits a running one. */
export async function killDatabase(serverData: string): Promise<void> {
  await killFirst('database', () => embeddedPid(serverData));
}

/** Throws when the replica is not in a process of its own. */
export async function killReplicaOf(profile: string, desktopPid: number): Promise<void> {
  await killFirst('replica', async () => {
    const pid = await replicaPid(profile);
    if (pid === desktopPid) throw new Error('the replica lives in its desktop’s process');
    return pid;
  });
}

/** The process that holds the folder of the profile's only replica, as its lock names it. */
async function replicaPid(profile: string): Promise<number | null> {
  const accounts = await readdir(join(profile, 'accounts')).catch(() => []);
  const lock = lockPath(join(profile, 'accounts', accounts[0] ?? '', 'replica'));
  const text = await readFile(lock, 'utf8').catch(() => 'null');
  return holderSchema.nullable().parse(JSON.parse(text))?.pid ?? null;
}

async function killFirst(what: string, find: () => Promise<number | null>): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const pid = await find();
    if (pid !== null && kill(pid)) return;
    await delay(LOOK_EVERY_MS);
  }
  throw new Error(`no ${what} is running for a minute`);
}

function kill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}
