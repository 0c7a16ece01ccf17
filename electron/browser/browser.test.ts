import { once } from 'node:events';
import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';

import { openDesk } from '../desktop/testing/desk.ts';
import type { Desk } from '../desktop/testing/desk.ts';
import { createEntryDesk } from './entry-desk.ts';
import { serveDesktop } from './http-server.ts';
import type { BrowserServer } from './http-server.ts';
import { announceInstance, askRunningInstance } from './instance.ts';
import { listenOnLoopback } from './listen.ts';
import { MAX_FRAME_BYTES, NOT_WELCOME } from './socket.ts';
import { openStaticFiles } from './static-files.ts';
import { exchange, openWindow, rawRequest } from './testing/window.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let desk: Desk;
let server: BrowserServer;
let pages: string;
const opened: string[] = [];

beforeAll(async () => {
  desk = await openDesk();
  pages = await mkdtemp(join(tmpdir(), 'pages '));
  await mkdir(join(pages, 'assets'));
  await writeFile(join(pages, 'index.html'), '<!doctype html>');
  await writeFile(join(pages, 'assets', 'app-1a2b.js'), '1');
  server = await serveDesktop({
    context: desk.desktop.context,
    port: 0,
    instanceSecret: 'instance-secret',
    openInterface: async () => ({ isDev: false, file: await openStaticFiles(pages) }),
    onSecondStart: (url) => opened.push(url),
  });
});

afterAll(async () => {
  await server.close();
  await desk.close();
  await rm(pages, { recursive: true });
});

const url = (): string => server.freshUrl(60_000);

/** Opens a socket as some page would, says `first`, and tells how it ended or what it heard. */
async function knock(
  options: { origin?: string; host?: string; path?: string },
  first?: string | Buffer,
): Promise<string> {
  const { origin = server.address.origin, host, path = '/desktop/socket' } = options;
  const socket = new WebSocket(`ws://${server.address.host}${path}`, {
    ...(origin === '' ? {} : { origin }),
    ...(host === undefined ? {} : { headers: { host } }),
  });
  const refused = once(socket, 'error').then(([cause]) => String(cause.message));
  const ended = once(socket, 'close').then(([code]) => `closed ${code}`);
  const heard = once(socket, 'message').then(([data]) => String(data));
  for (const promise of [refused, ended, heard]) promise.catch(() => undefined);
  const up = await Promise.race([once(socket, 'open').then(() => 'open'), refused]);
  if (up !== 'open') return up;
  if (first !== undefined) socket.send(first);
  const outcome = await Promise.race([ended, heard]);
  socket.terminate();
  return outcome;
}

describe('entering', () => {
  test('the printed address opens one window, which reaches the desktop', async () => {
    const window = await openWindow(url());
    const status = await window.client.status.watch();
    expect((await status.next()).value).toMatchObject({ phase: 'signed_out', tokenStore: 'file' });
    await status.return?.();
    window.close();
  });

  test('a used token opens nothing', async () => {
    const address = url();
    expect((await exchange(address)).status).toBe(200);
    const again = await exchange(address);
    expect(again.status).toBe(401);
    expect(again.body).toContain('used already');
  });

  test('a window gets an address for another window, a stranger does not', async () => {
    const { session } = JSON.parse((await exchange(url())).body) as { session: string };
    const ask = (authorization: string) =>
      rawRequest(`${server.address.origin}/desktop/token`, {
        method: 'POST',
        headers: { origin: server.address.origin, authorization },
      });
    const granted = await ask(`Bearer ${session}`);
    const window = await openWindow((JSON.parse(granted.body) as { url: string }).url);
    window.close();
    expect((await ask('Bearer nonsense')).status).toBe(401);
    expect((await ask('')).status).toBe(401);
  });

  test('failed exchanges are counted and slowed down', () => {
    const clock = { time: 0, now: () => clock.time };
    const entry = createEntryDesk(clock);
    for (let n = 0; n < 20; n += 1) expect(() => entry.exchange('guess')).toThrow('unknown token');
    expect(() => entry.exchange(entry.issueToken(1_000))).toThrow('too many');
    clock.time += 61_000;
    expect(entry.isSession(entry.exchange(entry.issueToken(1_000)))).toBe(true);
  });

  test('a token is worth nothing after its time', () => {
    const clock = { time: 0, now: () => clock.time };
    const entry = createEntryDesk(clock);
    const token = entry.issueToken(1_000);
    clock.time = 1_001;
    expect(() => entry.exchange(token)).toThrow('unknown token');
  });

  test('no answer sets a cookie', async () => {
    expect((await exchange(url())).headers['set-cookie']).toBeUndefined();
  });
});

describe('foreign pages', () => {
  test.each([
    { name: 'another origin', headers: () => ({ origin: 'https://evil.example' }) },
    { name: 'another port of this machine', headers: () => ({ origin: 'http://127.0.0.1:1' }) },
    {
      name: 'the same address by another name',
      headers: () => ({ origin: server.address.origin.replace('127.0.0.1', 'localhost') }),
    },
    { name: 'no origin at all', headers: () => ({ origin: '' }) },
    { name: 'a rebound name', headers: () => ({ host: 'evil.example', origin: 'http://evil.example' }) },
    {
      name: 'a rebound name with our origin',
      headers: () => ({ host: `evil.example:${server.address.host.split(':')[1]}` }),
    },
    { name: 'a cross-site fetch', headers: () => ({ 'sec-fetch-site': 'cross-site' }) },
  ])('$name cannot exchange a token, and the token stays good', async ({ headers }) => {
    const address = url();
    const wanted: Record<string, string> = { ...headers() };
    if (wanted['origin'] === '') {
      const { origin } = server.address;
      const reply = await rawRequest(`${origin}/desktop/session`, { method: 'POST', body: '{}' });
      expect(reply.status).toBe(403);
    } else expect((await exchange(address, wanted)).status).toBe(403);
    expect((await exchange(address)).status).toBe(200);
  });

  test.each([
    { name: 'of another origin', options: { origin: 'https://evil.example' } },
    { name: 'without an origin', options: { origin: '' } },
    { name: 'of a rebound name', options: { host: 'evil.example' } },
    { name: 'to another path', options: { path: '/desktop/other' } },
  ])('a socket $name is not opened', async ({ options }) => {
    expect(await knock(options)).toContain('403');
  });

  test('a rebound name sees no page', async () => {
    const reply = await rawRequest(server.address.origin, { headers: { host: 'evil.example' } });
    expect(reply.status).toBe(403);
  });
});

describe('sockets', () => {
  test.each([
    { name: 'an unknown session', first: '{"session":"nonsense"}' },
    { name: 'no JSON', first: 'hello' },
    { name: 'a call before the greeting', first: '{"i":"1","p":{"u":"/status/watch"}}' },
    { name: 'a binary greeting', first: Buffer.from('{"session":"x"}') },
    { name: 'an endless greeting', first: JSON.stringify({ session: 'x'.repeat(5_000) }) },
  ])('$name first is shown out', async ({ first }) => {
    expect(await knock({}, first)).toBe(`closed ${NOT_WELCOME}`);
  });

  test('a frame over the limit ends the connection', async () => {
    expect(await knock({}, Buffer.alloc(MAX_FRAME_BYTES + 1))).toBe('closed 1009');
  });

  test('a known session is welcome', async () => {
    const { session } = JSON.parse((await exchange(url())).body) as { session: string };
    expect(await knock({}, JSON.stringify({ session }))).toBe('{"ok":true}');
  });
});

describe('pages', () => {
  test('come with the headers that keep others out', async () => {
    const { status, headers } = await rawRequest(server.address.origin);
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toContain(`connect-src 'self' ws://${server.address.host}`);
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
  });

  test.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/x',
    '//etc/passwd',
    '/assets/../../x',
    '/nothing',
  ])('%s leads nowhere', async (path) => {
    const sent = await rawRequest(`${server.address.origin}${path}`);
    expect([200, 404]).toContain(sent.status);
    if (sent.status === 200) expect(sent.body).toBe('<!doctype html>');
  });

  test('assets may be kept, other methods are refused', async () => {
    const asset = await rawRequest(`${server.address.origin}/assets/app-1a2b.js`);
    expect(asset.headers['cache-control']).toContain('immutable');
    const posted = await rawRequest(server.address.origin, { method: 'POST' });
    expect(posted.status).toBe(404);
  });
});

describe('a second start', () => {
  test('asks the first for a window and gets a fresh address', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'instance-'));
    await announceInstance(folder, { origin: server.address.origin, secret: 'instance-secret' });
    const address = await askRunningInstance(folder);
    expect(opened).toContain(address);
    const window = await openWindow(address!);
    window.close();
    await announceInstance(folder, { origin: server.address.origin, secret: 'guess' });
    expect(await askRunningInstance(folder)).toBeNull();
    await rm(folder, { recursive: true });
  });

  test('a page with the secret is still a page', async () => {
    const reply = await rawRequest(`${server.address.origin}/desktop/instance`, {
      method: 'POST',
      headers: { origin: server.address.origin, authorization: 'Bearer instance-secret' },
    });
    expect(reply.status).toBe(403);
  });
});

test('a busy port gives way to the next free one', async () => {
  const first = createServer();
  const port = await listenOnLoopback(first, 0);
  const second = createServer();
  expect(await listenOnLoopback(second, port)).toBeGreaterThan(port);
  first.close();
  second.close();
});
