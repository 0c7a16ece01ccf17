import { readFile, readdir } from 'node:fs/promises';

/**
 * The most memory a process and its children had at one time each, added up, in MB, as the kernel keeps it; null on systems without
 * `/proc`. Children that have ended no longer count.
 */
export async function peakMegabytes(pid: number): Promise<number | null> {
  return sumOverTree(pid, 'VmHWM');
}

/** What they have now. */
export async function residentMegabytes(pid: number): Promise<number | null> {
  return sumOverTree(pid, 'VmRSS');
}

async function sumOverTree(pid: number, field: 'VmHWM' | 'VmRSS'): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null);
  if (status === null) return null;
  const own = Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
  const pids = await childPids(pid);
  const sizes = await Promise.all(pids.map((child) => sumOverTree(child, field)));
  return sizes.reduce<number>((sum, size) => sum + (size ?? 0), own);
}

/** Linux counts processor time in hundredths of a second. */
const TICKS_PER_SECOND = 100;

/** Processor time of the process so far, all threads; null on systems without `/proc`. */
export async function processorSeconds(pid: number): Promise<number | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Processes that a process has started and that still run; none on systems without `/proc`. */
export async function childPids(pid: number): Promise<readonly number[]> {
  // Each thread has its own children.
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => '')),
  );
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
}
