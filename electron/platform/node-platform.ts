/**
 * Adapter: the desktop's surroundings under plain Node. The replica runs in a process of its own, tokens lie in a
 * private file.
 */
import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { DesktopPlatform } from '../desktop/ports.ts';
import { openReplica } from '../replica/client.ts';
import { launchChild } from '../replica/launch-child.ts';
import { seedName } from '../replica/open/seed-name.ts';
import { commonPlatform } from './common-platform.ts';
import { fileTokenStore } from './file-token-store.ts';
import { whenFree } from './when-free.ts';

/** Entries that run beside the desktop, as files. */
export type DesktopPrograms = { readonly replica: string; readonly importWorker: string };

/** `root` is the checkout: the replica's seed lies in its `.cache`. */
export function nodePlatform(options: {
  readonly dataDir: string;
  readonly root: string;
  readonly programs: DesktopPrograms;
}): DesktopPlatform {
  const { replica, importWorker } = options.programs;
  const common = commonPlatform();
  let seed: Promise<string> | null = null;
  return {
    ...common,
    tokens: fileTokenStore(join(options.dataDir, 'tokens.json')),
    importWorker,
    mayOpenPath: () => false,
    openReplica: async (directory) => {
      seed ??= findSeed(options.root);
      seed.catch(() => {
        seed = null;
      });
      const seedPath = await seed;
      const open = () => openReplica({ directory, seedPath, launch: () => launchChild(replica) });
      return whenFree(open, common.timers);
    },
  };
}

/** Building one takes seconds of solid work, so that happens in a process of its own. */
async function findSeed(root: string): Promise<string> {
  const path = join(root, '.cache', seedName());
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) return path;
  const { stdout } = await promisify(execFile)(process.execPath, [
    join(root, 'scripts', 'build-replica-seed.ts'),
  ]);
  return stdout.trim();
}
