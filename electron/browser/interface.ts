import type { Server } from 'node:http';
import { join } from 'node:path';

import type { Interface } from './http-server.ts';
import { openStaticFiles } from './static-files.ts';

/** The built interface, from `dist/renderer`. */
export async function builtInterface(root: string): Promise<Interface> {
  return { isDev: false, file: await openStaticFiles(join(root, 'dist', 'renderer')) };
}

/** The interface from its sources, changed while it runs. Its modules reload over the same server. */
export async function sourceInterface(root: string, server: Server): Promise<Interface> {
  const { createServer } = await import('vite');
  const vite = await createServer({
    configFile: join(root, 'vite.config.ts'),
    server: { middlewareMode: true, hmr: { server } },
    appType: 'spa',
  });
  server.once('close', () => void vite.close());
  return {
    isDev: true,
    file: () => Promise.resolve(null),
    middleware: (request, response) => vite.middlewares(request, response),
  };
}
