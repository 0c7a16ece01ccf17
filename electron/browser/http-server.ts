/**
 * The desktop on 127.0.0.1: the interface's files, the exchange of one-time tokens, and the socket.
 *
 * Law: nothing but the interface's own public files is given to a request that has not shown a token or a session
 * from the right origin. No cookies: they ignore ports, and two desktops on one machine must not meet.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

import { z } from 'zod';

import { AppError } from '../../shared/kernel/app-error.ts';
import type { DesktopContext } from '../desktop.ts';
import { createEntryDesk, digest } from './entry-desk.ts';
import type { EntryDesk } from './entry-desk.ts';
import { listenOnLoopback } from './listen.ts';
import { guardRequest, loopbackAddress } from './request-guard.ts';
import type { Address } from './request-guard.ts';
import { securityHeaders } from './security-headers.ts';
import { createDesktopSockets } from './socket.ts';
import type { StaticFile } from './static-files.ts';

/** Serves the interface: built files, or a development server's middleware. */
export type Interface = {
  readonly isDev: boolean;
  readonly file: (path: string) => Promise<StaticFile | null>;
  /** A development server takes what is neither ours nor a file. */
  readonly middleware?: (request: IncomingMessage, response: ServerResponse) => void;
};

export type BrowserServer = {
  readonly address: Address;
  /** An address that opens one window, once. */
  readonly freshUrl: (validMs: number) => string;
  readonly windows: () => number;
  readonly close: () => Promise<void>;
};

export type BrowserServerOptions = {
  readonly context: DesktopContext;
  readonly port: number;
  /** Known to the profile's owner alone: lets a second start ask this one for a window. */
  readonly instanceSecret: string;
  readonly openInterface: (server: Server) => Promise<Interface>;
  /** A second start asked for a window; its address is returned to it. */
  readonly onSecondStart: (url: string) => void;
};

const MAX_BODY_BYTES = 4096;
export const WINDOW_TOKEN_MS = 10 * 60_000;

export async function serveDesktop(options: BrowserServerOptions): Promise<BrowserServer> {
  const desk = createEntryDesk(options.context.platform.clock);
  const sockets = createDesktopSockets(options.context, desk);
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 });
  const address = loopbackAddress(await listenOnLoopback(server, options.port));
  const pages = await options.openInterface(server);
  const headers = securityHeaders(address, pages.isDev);
  const freshUrl = (validMs: number): string => `${address.origin}/#token=${desk.issueToken(validMs)}`;
  const routes = createRoutes({ desk, address, freshUrl, options });

  server.on('request', (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    answer(request, response).catch((cause: unknown) => refuse(response, AppError.from(cause), options));
  });
  server.on('upgrade', (request, socket, head) => {
    if (pages.isDev && request.headers['sec-websocket-protocol']?.startsWith('vite-') === true) return;
    const verdict = guardRequest(request.headers, address, true);
    if (verdict === 'allowed' && request.url === '/desktop/socket') sockets.upgrade(request, socket, head);
    else socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', address.origin);
    if (request.headers.host !== address.host) throw forbidden('wrong_host');
    const route = routes[pathname];
    if (route) return route(request, response);
    const verdict = guardRequest(request.headers, address, false);
    if (verdict !== 'allowed') throw forbidden(verdict);
    if (request.method !== 'GET' && request.method !== 'HEAD') throw notFound(pathname);
    const file = await pages.file(pathname);
    if (file) return sendFile(request, response, file);
    if (pages.middleware) return pages.middleware(request, response);
    throw notFound(pathname);
  }

  return {
    address,
    freshUrl,
    windows: sockets.count,
    close: () =>
      new Promise((resolve) => {
        sockets.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const exchangeSchema = z.object({ token: z.string().min(1).max(200) });

function createRoutes(parts: {
  readonly desk: EntryDesk;
  readonly address: Address;
  readonly freshUrl: (validMs: number) => string;
  readonly options: BrowserServerOptions;
}): Readonly<Record<string, Route>> {
  const { desk, address, freshUrl, options } = parts;
  const fromOwnPage = (request: IncomingMessage): void => {
    const verdict = guardRequest(request.headers, address, true);
    if (verdict !== 'allowed') throw forbidden(verdict);
    if (request.method !== 'POST') throw notFound('this');
  };
  return {
    '/desktop/session': async (request, response) => {
      fromOwnPage(request);
      const { token } = await readJson(request, exchangeSchema);
      sendJson(response, { session: desk.exchange(token) });
    },
    '/desktop/token': async (request, response) => {
      fromOwnPage(request);
      if (!desk.isSession(bearer(request))) throw unknownSession();
      sendJson(response, { url: freshUrl(WINDOW_TOKEN_MS) });
    },
    // No browser may call this: a page cannot leave its Origin out of a POST.
    '/desktop/instance': async (request, response) => {
      if (request.headers.origin !== undefined || request.method !== 'POST') throw forbidden('wrong_origin');
      if (digest(bearer(request)) !== digest(options.instanceSecret)) throw unknownSession();
      const url = freshUrl(WINDOW_TOKEN_MS);
      options.onSecondStart(url);
      sendJson(response, { url });
    },
  };
}

function bearer(request: IncomingMessage): string {
  return /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

async function readJson<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<T> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > MAX_BODY_BYTES) throw new AppError('payload_too_large', 'request body too large');
    chunks.push(part);
  }
  const parsed = schema.safeParse(jsonOrUndefined(Buffer.concat(chunks).toString('utf8')));
  if (!parsed.success) throw new AppError('invalid_input', 'unreadable request body');
  return parsed.data;
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

function sendFile(request: IncomingMessage, response: ServerResponse, file: StaticFile): void {
  response.writeHead(200, {
    'content-type': file.type,
    'content-length': file.body.length,
    'cache-control': file.cache,
  });
  response.end(request.method === 'HEAD' ? undefined : file.body);
}

function refuse(response: ServerResponse, error: AppError, { context }: BrowserServerOptions): void {
  if (error.code === 'bug') context.log.error('a page request failed', { message: error.message });
  if (response.headersSent) return void response.destroy();
  response.writeHead(error.httpStatus, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ error: { code: error.code, hint: error.hint } }));
}

function forbidden(why: string): AppError {
  return new AppError('forbidden', why, { hint: 'This desktop answers only to its own page.' });
}

function notFound(path: string): AppError {
  return new AppError('not_found', `${path} is not here`);
}

function unknownSession(): AppError {
  return new AppError('unauthenticated', 'unknown session', { hint: 'Start the desktop again.' });
}
