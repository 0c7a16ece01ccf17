/**
 * The replica's folder: `pgdata` and notes about it. A directory is trusted only when it was completed, and a request to
 * rebuild it outlives the process.
 */
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type DataFolder = {
  readonly pgdata: string;
  /** The directory was filled from the seed to its end. */
  readonly isWhole: () => Promise<boolean>;
  readonly markWhole: () => Promise<void>;
  /** Why the next open must start from the seed; null when it need not. */
  readonly rebuildReason: () => Promise<string | null>;
  readonly askRebuild: (reason: string) => Promise<void>;
  /** Moves the directory out of the way and forgets the request. A damaged one is kept for a look, the last only. */
  readonly moveAway: (keep: boolean) => Promise<void>;
  readonly bytes: () => Promise<number>;
};

export async function openDataFolder(directory: string): Promise<DataFolder> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const pgdata = join(directory, 'pgdata');
  const whole = join(directory, 'pgdata.whole');
  const request = join(directory, 'pgdata.rebuild');
  const aside = join(directory, 'pgdata.old');
  return {
    pgdata,
    isWhole: async () => (await readFile(whole, 'utf8').catch(() => null)) !== null,
    markWhole: () => writeFile(whole, ''),
    rebuildReason: () => readFile(request, 'utf8').catch(() => null),
    askRebuild: (reason) => writeFile(request, reason),
    moveAway: async (keep) => {
      await rm(aside, { recursive: true, force: true });
      await rm(whole, { force: true });
      await rename(pgdata, aside).catch((cause: unknown) => {
        if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause;
      });
      if (!keep) await rm(aside, { recursive: true, force: true });
      await rm(request, { force: true });
    },
    bytes: () => folderBytes(pgdata),
  };
}

async function folderBytes(path: string): Promise<number> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
  let bytes = 0;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const info = await stat(join(entry.parentPath, entry.name)).catch(() => null);
    bytes += info?.size ?? 0;
  }
  return bytes;
}
