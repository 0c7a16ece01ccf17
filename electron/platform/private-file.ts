/**
 * Adapter: small files that must be whole and private: written beside, synced, renamed; mode 0600 in folders 0700.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

import { diskError, systemCode } from './disk-errors.ts';

/** Replaces a file in one step. `what` names it in the error a person reads. */
export async function writePrivateFile(
  path: string,
  content: string | Uint8Array,
  what: string,
): Promise<void> {
  const beside = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const handle = await open(beside, 'wx', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw diskError(cause, what);
  }
}

/** The file's text, or null when there is none. */
export async function readPrivateFile(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return null;
    throw diskError(cause, path);
  }
}
