/**
 * The desktop API over a WebSocket. The first message presents the session; nothing is answered before it, and a
 * socket without a good one is closed with 4401.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';

import { desktopRouter } from '../api/router.ts';
import type { DesktopContext } from '../desktop.ts';
import type { EntryDesk } from './entry-desk.ts';

export const MAX_FRAME_BYTES = 16 * 1024 * 1024;
const MAX_GREETING_BYTES = 4096;
const GREETING_WITHIN_MS = 10_000;
const MAX_STRANGERS = 20;
/** A window that does not read for so long is not there any more. */
const MAX_UNSENT_BYTES = 128 * 1024 * 1024;
export const NOT_WELCOME = 4401;

const greetingSchema = z.object({ session: z.string().min(1).max(200) });

export type DesktopSockets = {
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly count: () => number;
  readonly close: () => void;
};

export function createDesktopSockets(context: DesktopContext, desk: EntryDesk): DesktopSockets {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  });
  const handler = new RPCHandler<DesktopContext>(desktopRouter);
  const strangers = new Set<WebSocket>();

  function greet(socket: WebSocket): void {
    socket.on('error', () => socket.terminate());
    if (strangers.size >= MAX_STRANGERS) return socket.close(1013, 'too many');
    strangers.add(socket);
    const timer = setTimeout(() => socket.close(NOT_WELCOME, 'no greeting'), GREETING_WITHIN_MS);
    const done = (): void => {
      clearTimeout(timer);
      strangers.delete(socket);
    };
    socket.once('close', done);
    socket.once('message', (data, isBinary) => {
      done();
      if (isBinary || !isWelcome(data, desk)) return socket.close(NOT_WELCOME, 'unknown session');
      void handler.upgrade(watched(socket), { context });
      socket.send('{"ok":true}');
    });
  }

  return {
    upgrade: (request, socket, head) => server.handleUpgrade(request, socket, head, greet),
    count: () => server.clients.size,
    close: () => {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

function isWelcome(data: RawData, desk: EntryDesk): boolean {
  const bytes = Array.isArray(data)
    ? Buffer.concat(data)
    : Buffer.from(data instanceof ArrayBuffer ? new Uint8Array(data) : data);
  if (bytes.length > MAX_GREETING_BYTES) return false;
  try {
    return desk.isSession(greetingSchema.parse(JSON.parse(bytes.toString('utf8'))).session);
  } catch {
    return false;
  }
}

/** Ends a connection whose other side has stopped reading, before it fills the memory. */
function watched(socket: WebSocket): Pick<WebSocket, 'addEventListener' | 'send'> {
  return {
    addEventListener: socket.addEventListener.bind(socket),
    send: (data: Parameters<WebSocket['send']>[0]) => {
      if (socket.bufferedAmount > MAX_UNSENT_BYTES) socket.terminate();
      if (socket.readyState === socket.OPEN) socket.send(data);
    },
  };
}
