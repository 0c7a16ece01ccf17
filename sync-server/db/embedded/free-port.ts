/** Ports on the loopback address. */
import { createServer } from 'node:net';
import { AppError } from '../../../shared/kernel/app-error.ts';

const HOST = '127.0.0.1';
const TRIES = 100;

/** The first port from `wanted` upwards that nobody listens on; 0 asks for any. */
export async function findFreePort(wanted: number): Promise<number> {
  if (wanted === 0) {
    const any = await tryPort(0);
    if (any !== null) return any;
  }
  for (let port = wanted; port < wanted + TRIES && port <= 65_535; port += 1) {
    const free = await tryPort(port);
    if (free !== null) return free;
  }
  throw new AppError('unavailable', `no free port from ${wanted} on`, {
    hint: `All ports from ${wanted} on are in use. Name another one.`,
  });
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ host: HOST, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null));
    });
  });
}
