/** postmaster.pid: who serves a data directory. Line meanings: PostgreSQL's `pidfile.h`. */
import { readFile, writeFile } from 'node:fs/promises';

export type PostmasterFile = {
  readonly pid: number;
  readonly dataDir: string;
  /** Null until the postmaster has bound its port. */
  readonly port: number | null;
  readonly status: string;
};

/** Null for text that names no process (empty or half-written file). */
export function parsePostmasterFile(text: string): PostmasterFile | null {
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid === 0) return null;
  const port = Number(lines[3]);
  return {
    pid,
    dataDir: lines[1] ?? '',
    port: Number.isInteger(port) && port > 0 ? port : null,
    status: lines[7] ?? '',
  };
}

export async function readPostmasterFile(path: string): Promise<PostmasterFile | null> {
  try {
    return parsePostmasterFile(await readFile(path, 'utf8'));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw cause;
  }
}

/**
 * Makes a left-over file harmless by naming `parentPid` (the process that will start Postgres) in it.
 * Postgres ignores its own parent there, but still makes its own check that no orphaned backend holds the
 * shared memory; deleting the file would lose that check.
 */
export async function disownPostmasterFile(path: string, parentPid: number): Promise<void> {
  const [, ...rest] = (await readFile(path, 'utf8')).split('\n');
  await writeFile(path, [String(parentPid), ...rest].join('\n'));
}
