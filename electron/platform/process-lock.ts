/**
 * Adapter: one process per folder.
 *
 * The lock belongs to the operating system and ends with the process, whatever ends it, so there is no stale lock
 * to judge. Linux: an abstract socket named after a random word kept in the folder (so that another user of the
 * machine cannot guess it). macOS and Windows: a file opened exclusively. Two containers that share a folder but
 * not a network namespace are not kept apart.
 */
import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { AppError } from '../../shared/kernel/app-error.ts';
import { diskError, systemCode } from './disk-errors.ts';

export type Lock = { readonly release: () => Promise<void> };

/** O_EXLOCK | O_NONBLOCK of macOS; libuv's UV_FS_O_EXLOCK of Windows. */
const EXCLUSIVE_OPEN: Partial<Record<NodeJS.Platform, number>> = {
  darwin: 0x20 | 0x4,
  win32: 0x1000_0000,
};

/** Takes the lock of a folder, creating the folder if needed. Throws `locked` when another process has it. */
export async function acquireLock(folder: string, name = 'lock'): Promise<Lock> {
  const path = join(folder, name);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const exclusive = EXCLUSIVE_OPEN[process.platform];
    return exclusive === undefined ? await lockBySocket(path) : await lockByFile(path, exclusive);
  } catch (cause) {
    throw diskError(cause, 'the lock of this profile');
  }
}

async function lockByFile(path: string, exclusive: number): Promise<Lock> {
  try {
    const handle = await open(path, constants.O_RDWR | constants.O_CREAT | exclusive, 0o600);
    return { release: () => handle.close() };
  } catch (cause) {
    const code = systemCode(cause);
    if (code === 'EAGAIN' || code === 'EWOULDBLOCK' || code === 'EBUSY') throw held(path);
    throw cause;
  }
}

async function lockBySocket(path: string): Promise<Lock> {
  const word = await secretWord(path);
  const digest = createHash('sha256').update(word).digest('hex').slice(0, 48);
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(systemCode(cause) === 'EADDRINUSE' ? held(path) : cause));
    server.listen({ path: `\0xgrowthos-${digest}` }, () => {
      server.unref();
      resolve({ release: () => new Promise((done) => void server.close(() => done())) });
    });
  });
}

async function secretWord(path: string): Promise<string> {
  try {
    const handle = await open(path, 'wx', 0o600);
    const word = randomBytes(32).toString('hex');
    await handle.writeFile(word);
    await handle.close();
    return word;
  } catch (cause) {
    if (systemCode(cause) !== 'EEXIST') throw cause;
  }
  const word = (await readFile(path, 'utf8')).trim();
  return word === '' ? path : word;
}

function held(path: string): AppError {
  return new AppError('locked', `${path} is held by another process`, {
    hint: 'This profile is already open in another desktop.',
  });
}
