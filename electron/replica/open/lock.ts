/**
 * One process per data directory. PGlite has no lock of its own: two writers lose each other's rows without a word.
 * The lock is a file that is created exclusively and names its holder by process id, start time and instance.
 */
import { execFile } from 'node:child_process';
import { link, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../shared/kernel/app-error.ts';

const holderSchema = z.object({ pid: z.int(), started: z.string().nullable(), instance: z.string() });
type Holder = z.infer<typeof holderSchema>;

const run = promisify(execFile);
/** Removing takes a millisecond; a guard this old belongs to a process that died in it. */
const GUARD_MS = 10_000;

export function lockPath(directory: string): string {
  return join(directory, 'replica.lock');
}

/**
 * Takes the lock of `directory` for this process under the name `instance`. A lock whose holder is gone is taken
 * over. Throws `locked` while another holder lives.
 */
export async function takeLock(directory: string, instance: string): Promise<void> {
  const path = lockPath(directory);
  const mine = JSON.stringify({ pid: process.pid, started: await startTime(process.pid), instance });
  for (let attempt = 0; attempt < 50; attempt += 1) {
    if (await createExclusively(path, mine)) return;
    const seen = await readText(path);
    if (seen === null) continue;
    if (await isHeld(seen)) throw locked(seen);
    await removeStale(path);
  }
  throw locked(null);
}

/** Gives the lock back if `instance` holds it. Also called for an instance that died. */
export async function releaseLock(directory: string, instance: string): Promise<void> {
  const path = lockPath(directory);
  if (holderOf(await readText(path))?.instance === instance) await rm(path, { force: true });
}

/** The file appears with its text or not at all, so that nobody reads half a lock. */
async function createExclusively(path: string, text: string): Promise<boolean> {
  const draft = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(draft, text, { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (cause) {
    if (isCode(cause, 'EEXIST')) return false;
    // A file system without hard links.
    if (isCode(cause, 'EPERM') || isCode(cause, 'ENOTSUP')) return writeExclusively(path, text);
    throw cause;
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeExclusively(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (cause) {
    if (isCode(cause, 'EEXIST')) return false;
    throw cause;
  }
}

/** Removes a stale lock. One process at a time may remove, and it looks again first: a lock is never taken from a holder. */
async function removeStale(path: string): Promise<void> {
  const guard = `${path}.removing`;
  if (!(await writeExclusively(guard, ''))) {
    const info = await stat(guard).catch(() => null);
    if (info && Date.now() - info.mtimeMs > GUARD_MS) await rm(guard, { force: true });
    await delay(10);
    return;
  }
  try {
    const seen = await readText(path);
    if (seen !== null && !(await isHeld(seen))) await rm(path, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}

async function isHeld(text: string): Promise<boolean> {
  const holder = holderOf(text);
  if (!holder || !isAlive(holder.pid)) return false;
  const started = await startTime(holder.pid);
  return holder.started === null || started === null || started === holder.started;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return isCode(cause, 'EPERM');
  }
}

/** When a process started, in the system's own words; null where the system does not say. A reused id differs in it. */
async function startTime(pid: number): Promise<string | null> {
  if (process.platform === 'win32') return null;
  if (process.platform === 'linux') {
    const stat = await readText(`/proc/${pid}/stat`);
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields?.[0] === 'Z' ? 'dead' : (fields?.[19] ?? null);
  }
  return run('ps', ['-o', 'lstart=', '-p', String(pid)]).then(
    ({ stdout }) => stdout.trim() || null,
    () => null,
  );
}

function holderOf(text: string | null): Holder | null {
  if (text === null) return null;
  try {
    return holderSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

async function readText(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}

function locked(seen: string | null): AppError {
  const pid = holderOf(seen)?.pid;
  return new AppError('locked', `replica directory is in use${pid ? ` by process ${pid}` : ''}`, {
    hint: 'This profile is already open in another window of the program. Close it there first.',
    ...(pid ? { details: { pid } } : {}),
  });
}

function isCode(cause: unknown, code: string): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === code;
}
