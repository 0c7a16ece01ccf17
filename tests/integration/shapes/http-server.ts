/** Serves a Fetch handler on a free loopback port. */
import { serve } from '@hono/node-server';

export type TestServer = { readonly url: string; readonly close: () => Promise<void> };

export async function listen(handle: (request: Request) => Promise<Response>, port = 0): Promise<TestServer> {
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const made = serve({ fetch: handle, hostname: '127.0.0.1', port }, () => resolve(made));
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
