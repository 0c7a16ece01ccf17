/** What the operating system says about a process id found in a file. */
import { execFile } from 'node:child_process';
import { readFile, readlink, realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A zombie answers signal 0 (which Postgres takes for life) but is dead; its parent has yet to collect it. */
export type ProcessState = 'gone' | 'zombie' | 'running';

export async function processState(pid: number): Promise<ProcessState> {
  try {
    process.kill(pid, 0);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ESRCH') return 'gone';
  }
  return (await stateLetter(pid)).startsWith('Z') ? 'zombie' : 'running';
}

async function stateLetter(pid: number): Promise<string> {
  try {
    if (process.platform !== 'linux')
      return (await run('ps', ['-o', 'stat=', '-p', String(pid)])).stdout.trim();
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2);
  } catch {
    return '';
  }
}

/**
 * Whether the process is a postmaster working in `dataDir`: a postmaster's working directory is its data
 * directory, which also tells apart a reused process id and a copied folder with someone else's pid in it.
 * `claimedDir` (line 2 of postmaster.pid) decides where the system does not tell.
 */
export async function servesDirectory(pid: number, dataDir: string, claimedDir: string): Promise<boolean> {
  if (!(await looksLikePostgres(pid))) return false;
  const mine = await realpath(dataDir);
  try {
    if (process.platform === 'linux') return (await readlink(`/proc/${pid}/cwd`)) === mine;
  } catch {
    // Not readable for this user: fall through to what the file claims.
  }
  return claimedDir !== '' && (await realpath(claimedDir).catch(() => claimedDir)) === mine;
}

async function looksLikePostgres(pid: number): Promise<boolean> {
  try {
    const command =
      process.platform === 'linux'
        ? (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0')[0]
        : (await run('ps', ['-o', 'comm=', '-p', String(pid)])).stdout.trim();
    return basename(command ?? '').startsWith('postgres');
  } catch {
    return false;
  }
}
