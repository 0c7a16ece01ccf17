import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import type { Hono } from 'hono';
import { AppError } from '../../shared/kernel/app-error.ts';
import type { ServerEnv } from '../http/environment.ts';

export type Listening = {
  readonly port: number;
  /** Takes no new connection, waits for open requests up to `graceMs`, then cuts them. */
  readonly close: (graceMs: number) => Promise<void>;
};

const TRIES = 100;

/** Listens on `port`, or on the next free one after it; 0 takes any. Throws `unavailable` when none is free. */
export async function listen(app: Hono<ServerEnv>, host: string, port: number): Promise<Listening> {
  for (let candidate = port; candidate < port + TRIES; candidate += 1) {
    const server = await tryListen(app, host, candidate);
    if (server)
      return { port: (server.address() as AddressInfo).port, close: (graceMs) => close(server, graceMs) };
  }
  throw new AppError('unavailable', `no free port from ${port}`, {
    hint: `Ports ${port} to ${port + TRIES - 1} are all in use. Choose another with --port.`,
  });
}

function tryListen(app: Hono<ServerEnv>, host: string, port: number): Promise<ServerType | null> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, () => resolve(server));
    server.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'EADDRINUSE') resolve(null);
      else if (cause.code === 'EACCES') {
        reject(
          new AppError('unavailable', `port ${port} is not allowed`, {
            hint: `Port ${port} needs more rights. Choose one above 1023.`,
            cause,
          }),
        );
      } else reject(cause);
    });
  });
}

async function close(server: ServerType, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  if ('closeIdleConnections' in server) server.closeIdleConnections();
  const timer = setTimeout(() => {
    if ('closeAllConnections' in server) server.closeAllConnections();
  }, graceMs);
  await closed;
  clearTimeout(timer);
}
