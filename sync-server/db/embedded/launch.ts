/** Spawns a postmaster that outlives this process and waits until it takes connections. */
import { spawn, type ChildProcess } from 'node:child_process';
import { open, rename, stat } from 'node:fs/promises';
import { commandPrefix, postgresEnvironment, type PostgresBinaries } from './binaries.ts';
import { clusterFailure } from './failures.ts';
import type { ClusterLayout } from './layout.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { settingArguments, type PostgresSettings } from './settings.ts';
import { poll } from './wait.ts';

/** A crash recovery may have gigabytes of log to replay. */
const READY_TIMEOUT_MS = 180_000;
const MAX_LOG_BYTES = 10 * 1024 * 1024;

export type LaunchOutcome =
  | { readonly kind: 'ready'; readonly pid: number }
  /** Someone took the port between the check and the start. */
  | { readonly kind: 'port_busy' }
  /** Another process serves the directory, or its last backends are still ending. */
  | { readonly kind: 'occupied'; readonly text: string };

export async function launchPostmaster(
  layout: ClusterLayout,
  binaries: PostgresBinaries,
  port: number,
  settings: PostgresSettings,
): Promise<LaunchOutcome> {
  const command = (await commandPrefix())(binaries.postgres);
  await rotateLog(layout.logFile);
  const log = await open(layout.logFile, 'a', 0o600);
  try {
    const from = (await log.stat()).size;
    const args = [...command.args, '-D', layout.dataDir, ...settingArguments(port, settings)];
    const child = spawn(command.file, args, {
      detached: true,
      env: postgresEnvironment(),
      stdio: ['ignore', log.fd, log.fd],
    });
    child.unref();
    if (await waitUntilReady(child, layout)) return { kind: 'ready', pid: child.pid ?? 0 };
    return explain(await textFrom(layout.logFile, from), layout);
  } finally {
    await log.close();
  }
}

/** False when the process ended instead. */
async function waitUntilReady(child: ChildProcess, layout: ClusterLayout): Promise<boolean> {
  let failure: Error | null = null;
  child.once('error', (cause) => (failure = cause));
  const ready = await poll(async () => {
    if (failure !== null || child.exitCode !== null || child.signalCode !== null) return false;
    const file = await readPostmasterFile(layout.pidFile);
    return file?.pid === child.pid && file?.status === 'ready' ? true : null;
  }, READY_TIMEOUT_MS);
  if (failure !== null) throw failure;
  if (ready === null) {
    child.kill('SIGQUIT');
    throw clusterFailure('starting the database', 'it was not ready in time', layout.dataDir);
  }
  return ready;
}

function explain(text: string, layout: ClusterLayout): LaunchOutcome {
  if (/could not bind .*Address (already )?in use|could not create any TCP\/IP sockets/i.test(text)) {
    return { kind: 'port_busy' };
  }
  if (/lock file "postmaster\.pid" already exists|shared memory block .* still in use/i.test(text)) {
    return { kind: 'occupied', text };
  }
  const reason = text.split('\n').filter((line) => /FATAL|PANIC|ERROR|HINT/.test(line));
  throw clusterFailure('starting the database', reason.join('\n') || text.slice(-2000), layout.dataDir);
}

async function textFrom(path: string, offset: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(64 * 1024), position: offset });
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** One old log is kept; only a stopped server's log is ever moved. */
async function rotateLog(path: string): Promise<void> {
  const size = await stat(path).then(
    (info) => info.size,
    () => 0,
  );
  if (size > MAX_LOG_BYTES) await rename(path, `${path}.1`);
}
