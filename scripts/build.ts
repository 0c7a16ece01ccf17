import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile, mkdir } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ensureSeed } from '../electron/replica/open/seed.ts';
import { sourceFingerprint } from './fingerprint.ts';

/**
 * Builds the renderer, the Electron bundles and the replica's seed archive, if their sources changed since the last time.
 * `--force` builds anyway.
 */
const root = join(import.meta.dirname, '..');
const stampFile = join(root, '.cache', 'build-stamp');

/** Runs what is stale; returns false when everything was fresh. */
export async function build(force: boolean): Promise<boolean> {
  const stamp = createHash('sha256')
    .update(
      await sourceFingerprint(
        root,
        ['renderer', 'shared', 'host', 'electron', 'resources'],
        ['vite.config.ts', 'package-lock.json'],
      ),
    )
    .digest('hex');
  const built = existsSync(join(root, 'dist', 'renderer', 'index.html'));
  if (!force && built && (await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return false;
  await ensureSeed(join(root, '.cache'));
  run('vite', ['build', '--app', '--logLevel', 'warn']);
  await mkdir(join(root, '.cache'), { recursive: true });
  await writeFile(stampFile, stamp);
  return true;
}

function run(command: string, args: readonly string[]): void {
  const result = spawnSync(join(root, 'node_modules', '.bin', command), args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (result.status !== 0) {
    process.stderr.write(`build failed: ${command} ${args.join(' ')}\n`);
    process.exit(result.status ?? 1);
  }
}

if (import.meta.main) await build(process.argv.includes('--force'));
