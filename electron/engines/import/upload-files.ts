/**
 * Adapter: lists that come in parts through the window's connection, on their way into a private file of the profile.
 */
import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { AppError } from '../../../shared/kernel/app-error.ts';
import { diskError, systemCode } from '../../platform/disk-errors.ts';
import type { UploadPart } from './ports.ts';

export const MAX_UPLOAD_BYTES = 2 * 1024 ** 3;

export type UploadedFile = { readonly fileId: string; readonly path: string; readonly name: string };

export type UploadFiles = {
  /** Takes the next part. Throws `payload_too_large`, `disk_full`, `disk_unwritable`, `not_found` (unknown file). */
  readonly take: (part: UploadPart) => Promise<UploadedFile>;
  /** Removes files that no import needs. */
  readonly removeOthers: (needed: ReadonlySet<string>) => Promise<void>;
};

export function uploadFiles(folder: string): UploadFiles {
  const growing = new Map<string, { bytes: number; name: string; turn: Promise<unknown> }>();
  const pathOf = (fileId: string): string => join(folder, `${fileId}.list`);

  async function append(fileId: string, part: UploadPart): Promise<void> {
    const file = growing.get(fileId);
    if (!file) throw unknownFile();
    try {
      if (file.bytes + part.part.size > MAX_UPLOAD_BYTES) throw tooLarge();
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await appendFile(pathOf(fileId), Buffer.from(await part.part.arrayBuffer()), { mode: 0o600 });
      file.bytes += part.part.size;
    } catch (cause) {
      growing.delete(fileId);
      await rm(pathOf(fileId), { force: true }).catch(() => undefined);
      throw diskError(cause, 'the list');
    }
  }

  return {
    take: async (part) => {
      const fileId = part.fileId ?? randomUUID();
      if (part.fileId === null) {
        growing.set(fileId, { bytes: 0, name: safeName(part.fileName), turn: Promise.resolve() });
      }
      const file = growing.get(fileId);
      if (!file) throw unknownFile();
      const done = file.turn.then(() => append(fileId, part));
      file.turn = done.catch(() => undefined);
      await done;
      if (part.last) growing.delete(fileId);
      return { fileId, path: pathOf(fileId), name: file.name };
    },
    removeOthers: async (needed) => {
      const names = await readdir(folder).catch((cause: unknown) => {
        if (systemCode(cause) === 'ENOENT') return [];
        throw cause;
      });
      for (const name of names) {
        const path = join(folder, name);
        if (!needed.has(path)) await rm(path, { force: true });
      }
    },
  };
}

export async function fileSize(path: string): Promise<number> {
  return (await stat(path)).size;
}

/** A name for people; it never becomes part of a path. */
function safeName(name: string): string {
  const last = basename(name.replaceAll('\\', '/')).trim();
  return last === '' ? 'list.csv' : last.slice(0, 255);
}

function unknownFile(): AppError {
  return new AppError('not_found', 'unknown upload', {
    hint: 'This upload was interrupted. Choose the file again.',
  });
}

function tooLarge(): AppError {
  return new AppError('payload_too_large', 'upload larger than 2 GB', {
    hint: 'The file is larger than 2 GB. Split it into parts.',
  });
}
