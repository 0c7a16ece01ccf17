/**
 * Adapter: the outbox's files on a real file system, in one folder of mode 0700, files 0600.
 */
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { acquireLock } from '../../platform/process-lock.ts';
import type { OutboxFile, OutboxFiles } from './files.ts';

export function nodeOutboxFiles(folder: string): OutboxFiles {
  const path = (name: string) => join(folder, name);
  return {
    lock: async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return acquireLock(folder, 'outbox.lock');
    },
    open: async (name) => openedFile(await open(path(name), constants.O_RDWR | constants.O_CREAT, 0o600)),
    exists: (name) =>
      access(path(name)).then(
        () => true,
        () => false,
      ),
    rename: (from, to) => rename(path(from), path(to)),
    remove: (name) => rm(path(name), { force: true }),
    syncFolder: () => syncFolder(folder),
  };
}

function openedFile(handle: FileHandle): OutboxFile {
  return {
    size: async () => (await handle.stat()).size,
    read: (offset, length) => readFully(handle, offset, length),
    write: (offset, bytes) => writeFully(handle, offset, bytes),
    sync: () => handle.datasync(),
    truncate: (size) => handle.truncate(size),
    close: () => handle.close(),
  };
}

async function readFully(handle: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

async function writeFully(handle: FileHandle, offset: number, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, offset + written);
    written += bytesWritten;
  }
}

/** Windows cannot open a folder and needs no such call: NTFS journals names. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
