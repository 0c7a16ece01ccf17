import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

import { AppError } from '../../shared/kernel/app-error.ts';
import { systemCode } from '../platform/disk-errors.ts';

export type StaticFile = { readonly body: Buffer; readonly type: string; readonly cache: string };

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
  '.map': 'application/json',
};

/**
 * The built interface. Only files that were there at the start can be named, so no path leads out of the folder.
 * Throws `not_found` when nothing was built.
 */
export async function openStaticFiles(folder: string): Promise<(path: string) => Promise<StaticFile | null>> {
  const known = await listFiles(folder);
  return async (path) => {
    const file = known.get(path === '/' ? '/index.html' : path);
    if (file === undefined) return null;
    return {
      body: await readFile(file),
      type: TYPES[extname(file)] ?? 'application/octet-stream',
      // Names of assets carry a hash of their content.
      cache: path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
    };
  };
}

async function listFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return new Map(
      entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((file) => [`/${relative(folder, file).split(sep).join('/')}`, file]),
    );
  } catch (cause) {
    if (systemCode(cause) !== 'ENOENT') throw cause;
    throw new AppError('not_found', `${folder} is not there`, {
      hint: 'The interface has not been built. Run "npm run build" first.',
    });
  }
}
