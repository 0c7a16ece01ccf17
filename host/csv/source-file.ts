import { open, stat, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../shared/kernel/app-error.ts';
import type { FileStamp } from './csv-format.ts';
import { fileError, throwIfAborted } from './file-errors.ts';

/** Read in pieces of this size: large enough for speed, small enough to stay flat in memory. */
export const CHUNK_BYTES = 256 * 1024;

export async function stampOf(path: string): Promise<FileStamp> {
  try {
    const info = await stat(path);
    if (info.isDirectory()) {
      throw fileError(path, Object.assign(new Error('is a directory'), { code: 'EISDIR' }));
    }
    if (!info.isFile()) {
      throw new AppError('invalid_input', 'not a regular file', {
        hint: `“${basename(path)}” is not a file that can be read.`,
      });
    }
    return { size: info.size, modifiedMs: Math.floor(info.mtimeMs) };
  } catch (cause) {
    throw fileError(path, cause);
  }
}

export type ReadChunksOptions = {
  readonly from?: number;
  readonly signal?: AbortSignal | undefined;
  /** Hands out the same buffer each time; only for a reader that is done with it before it asks again. */
  readonly reuseBuffer?: boolean;
};

/**
 * The bytes of a file from an offset, piece by piece. The handle is closed however the loop ends.
 * Errors: `not_found`, `forbidden`, `invalid_input` (folder), `unavailable`, `cancelled`.
 */
export async function* readChunks(
  path: string,
  options: ReadChunksOptions = {},
): AsyncGenerator<Buffer, void> {
  throwIfAborted(options.signal);
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, 'r');
    let position = options.from ?? 0;
    let spare: Buffer | undefined;
    for (;;) {
      throwIfAborted(options.signal);
      const target = spare ?? Buffer.allocUnsafe(CHUNK_BYTES);
      if (options.reuseBuffer) spare = target;
      const { bytesRead } = await handle.read(target, 0, CHUNK_BYTES, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield target.subarray(0, bytesRead);
    }
  } catch (cause) {
    throw fileError(path, cause);
  } finally {
    await handle?.close();
  }
}
