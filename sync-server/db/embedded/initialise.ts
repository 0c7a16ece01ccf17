/**
 * Creates the cluster. initdb works in a draft folder that is renamed into place when it is whole, so a
 * crash or a full disk half-way never leaves a data directory that looks usable.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { commandPrefix, postgresEnvironment, type PostgresBinaries } from './binaries.ts';
import { clusterFailureFrom } from './failures.ts';
import type { ClusterLayout } from './layout.ts';
import { ensurePassword } from './password.ts';
import { processState } from './process-state.ts';

const run = promisify(execFile);

const MAJOR_VERSION = '18';
export const SUPERUSER = 'postgres';

/** `sync: false` skips flushing the new files, for throw-away clusters. */
export async function ensureCluster(
  layout: ClusterLayout,
  binaries: PostgresBinaries,
  options: { readonly sync: boolean },
): Promise<void> {
  try {
    await mkdir(layout.parent, { recursive: true });
    if (await isInitialised(layout)) return;
    await ensurePassword(layout);
    await createCluster(layout, binaries, options.sync);
  } catch (cause) {
    throw clusterFailureFrom('creating the database', cause, layout.dataDir);
  }
}

async function isInitialised(layout: ClusterLayout): Promise<boolean> {
  const version = await readFile(join(layout.dataDir, 'PG_VERSION'), 'utf8').catch(ignoreMissing);
  if (version !== null) {
    if (version.trim() === MAJOR_VERSION) return true;
    throw new AppError('too_old', `data directory has version ${version.trim()}`, {
      hint: `The database in ${layout.dataDir} was made by PostgreSQL ${version.trim()}; this program brings ${MAJOR_VERSION}. Export it with the old version, or choose another folder with --data DIR.`,
    });
  }
  const files = (await readdir(layout.dataDir).catch(ignoreMissing)) ?? [];
  if (files.length === 0) return false;
  throw new AppError('precondition_failed', 'data directory holds foreign files', {
    hint: `${layout.dataDir} holds files but no database. Choose an empty folder with --data DIR.`,
  });
}

async function createCluster(
  layout: ClusterLayout,
  binaries: PostgresBinaries,
  sync: boolean,
): Promise<void> {
  await removeStaleDrafts(layout);
  const draft = `${layout.dataDir}.draft-${process.pid}-${randomBytes(4).toString('hex')}`;
  const command = (await commandPrefix())(binaries.initdb);
  try {
    await run(command.file, [...command.args, ...initdbArguments(draft, layout, sync)], {
      env: postgresEnvironment(),
    });
    await rename(draft, layout.dataDir);
  } catch (cause) {
    // ENOTEMPTY: another server created the cluster meanwhile.
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOTEMPTY') return;
    throw cause;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** What an initdb that was killed half-way left behind. */
async function removeStaleDrafts(layout: ClusterLayout): Promise<void> {
  const prefix = `${basename(layout.dataDir)}.draft-`;
  for (const name of await readdir(layout.parent)) {
    if (!name.startsWith(prefix)) continue;
    const owner = Number.parseInt(name.slice(prefix.length), 10);
    if (Number.isInteger(owner) && (await processState(owner)) !== 'gone') continue;
    await rm(join(layout.parent, name), { recursive: true, force: true });
  }
}

function initdbArguments(directory: string, layout: ClusterLayout, sync: boolean): string[] {
  return [
    `--pgdata=${directory}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${layout.passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(sync ? [] : ['--no-sync']),
  ];
}

function ignoreMissing(cause: unknown): null {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
  throw cause;
}
