/**
 * Adapter: where the last actions are remembered, one file for each mutation. A convenience that survives a restart, not
 * part of any promise: it is written without a sync, and a file that is missing or cannot be read is forgotten.
 */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { parseJson } from '../../../shared/kernel/parse-json.ts';
import type { Remembered } from './remembered.ts';
import { rememberedSchema } from './remembered.ts';

export type UndoFiles = {
  readonly list: () => Promise<readonly string[]>;
  /** Null for one that is not there or cannot be read. */
  readonly read: (id: string) => Promise<Remembered | null>;
  readonly write: (one: Remembered) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
};

const ENDING = '.json';

export function nodeUndoFiles(folder: string): UndoFiles {
  const fileOf = (id: string): string => join(folder, `${id}${ENDING}`);
  return {
    list: async () => {
      const names = await readdir(folder).catch(() => []);
      return names.filter((name) => name.endsWith(ENDING)).map((name) => name.slice(0, -ENDING.length));
    },
    read: async (id) => {
      const text = await readFile(fileOf(id), 'utf8').catch(() => '');
      return rememberedSchema.safeParse(parseJson(text)).data ?? null;
    },
    write: async (one) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const beside = `${fileOf(one.id)}.tmp`;
      await writeFile(beside, JSON.stringify(one), { mode: 0o600 });
      await rename(beside, fileOf(one.id));
    },
    remove: (id) => rm(fileOf(id), { force: true }),
  };
}

/** For a desktop without a disk of its own: remembered until it closes. */
export function memoryUndoFiles(): UndoFiles {
  const files = new Map<string, Remembered>();
  return {
    list: async () => [...files.keys()],
    read: async (id) => files.get(id) ?? null,
    write: async (one) => void files.set(one.id, one),
    remove: async (id) => void files.delete(id),
  };
}
