import type { Server } from 'node:http';

import { AppError } from '../../shared/kernel/app-error.ts';
import { systemCode } from '../platform/disk-errors.ts';

const TRIES = 20;

/** Listens on 127.0.0.1 at `port`, or the next free one after it. Answers with the port. */
export async function listenOnLoopback(server: Server, port: number): Promise<number> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const wanted = port === 0 ? 0 : port + attempt;
    if (wanted > 65_535) break;
    const found = await tryPort(server, wanted);
    if (found !== null) return found;
  }
  throw new AppError('unavailable', `ports ${port} to ${port + TRIES - 1} are busy`, {
    hint: `No free port from ${port} on. Choose another with --port.`,
  });
}

function tryPort(server: Server, port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const failed = (cause: Error): void => {
      server.off('listening', ready);
      const code = systemCode(cause);
      if (code === 'EADDRINUSE' || code === 'EACCES') resolve(null);
      else reject(cause);
    };
    const ready = (): void => {
      server.off('error', failed);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    };
    server.once('error', failed);
    server.once('listening', ready);
    server.listen({ host: '127.0.0.1', port, exclusive: true });
  });
}
