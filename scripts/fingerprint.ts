import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A hash over names and contents of the sources, tests left out: it changes when a build would. */
export async function sourceFingerprint(
  root: string,
  folders: readonly string[],
  files: readonly string[],
): Promise<string> {
  const hash = createHash('sha256');
  const listed = await Promise.all(folders.map((folder) => sourceFiles(root, folder)));
  for (const path of [...listed.flat(), ...files].toSorted()) {
    hash
      .update(path)
      .update('\0')
      .update(await readFile(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

async function sourceFiles(root: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$|\.md$|\.tar\.gz$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}
