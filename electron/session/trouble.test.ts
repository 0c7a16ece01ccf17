/** A desktop's watch over its connection through the troubles of networks, clocks and versions, in virtual time. */
import { afterEach, expect, test } from 'vitest';
import { AppError } from '../../shared/kernel/app-error.ts';
import { createConnectivity } from '../sync/connectivity/connectivity.ts';
import { STOPPED_MS } from '../sync/connectivity/machine.ts';
import { TICK_MS, watchSleep } from '../sync/connectivity/sleep-watch.ts';
import { virtualTimers } from '../sync/connectivity/virtual-timers.ts';
import { misfit } from './compatibility.ts';
import { createServerApi, requestFailure } from './server-api.ts';
import { SESSION_POLL_MS, watchSession } from './session-watch.ts';
import type { Refresh } from './sessions.ts';

const MINUTE = 60_000;
const session = (more: object = {}) => ({
  person: { id: crypto.randomUUID(), name: 'Ana', email: 'ana@example.com', role: 'admin', time_zone: 'UTC' },
  client_ids: 'all',
  tables: [],
  epoch: crypto.randomUUID(),
  server_version: '1.0.0',
  min_desktop_version: '1.0.0',
  schema_version: 1,
  suppression_key: 'ab',
  offline_sign_in_days: 30,
  ...more,
});

type Network = () => Promise<Response>;
const answers =
  (body: string | object, init: ResponseInit = {}): Network =>
  async () =>
    new Response(typeof body === 'string' ? body : JSON.stringify(body), init);
const failsWith =
  (message: string, code?: string): Network =>
  async () => {
    throw new TypeError(
      message,
      code === undefined ? {} : { cause: Object.assign(new Error(code), { code }) },
    );
  };
const well = answers(session());
const html = '<html>Welcome to the airport</html>';

async function settle(): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
}

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

function startDesktop(network: Network, version = '1.0.0') {
  const timers = virtualTimers(settle);
  const world = { network, asked: 0, clockMs: 0 };
  const connectivity = createConnectivity({ timers, random: () => 0.99 });
  const api = createServerApi('https://sync.example.com', () => {
    world.asked += 1;
    return world.network();
  });
  const refresh = async (): Promise<Refresh> => {
    try {
      const info = await api.session('token');
      const { server_version: server, min_desktop_version: minDesktop } = info;
      const reason = misfit({ desktop: version, server, minDesktop, minServer: '1.0.0' });
      return reason === null ? 'same' : { kind: 'misfit', reason };
    } catch (cause) {
      const failure = requestFailure(AppError.from(cause));
      if (!failure) throw cause;
      return { kind: 'unreachable', ...failure };
    }
  };
  const watch = watchSession({ refresh, connectivity, timers, onFault: () => undefined });
  const stopWatching = watchSleep({
    clock: { now: () => timers.now() + world.clockMs },
    timers,
    onWake: () => {
      connectivity.report({ kind: 'wake' });
      watch.kick();
    },
  });
  open.push(async () => {
    stopWatching();
    connectivity.close();
    await watch.stop();
  });
  return { timers, world, connectivity, now: () => connectivity.current() };
}

test.each([
  { name: 'a portal that answers in place of the server', network: answers(html), says: 'sign in first' },
  { name: 'a portal that redirects', network: answers('', { status: 302 }), says: 'sign in first' },
  { name: 'a portal that forbids', network: answers(html, { status: 403 }), says: 'sign in first' },
  { name: 'a portal that says so', network: answers(html, { status: 511 }), says: 'sign in first' },
  { name: 'a proxy without a server', network: answers(html, { status: 502 }), says: 'not available' },
  { name: 'a name nobody knows', network: failsWith('fetch failed', 'ENOTFOUND'), says: 'name is not known' },
  {
    name: 'the same in Electron',
    network: failsWith('net::ERR_NAME_NOT_RESOLVED'),
    says: 'name is not known',
  },
  {
    name: 'an expired certificate',
    network: failsWith('fetch failed', 'CERT_HAS_EXPIRED'),
    says: 'certificate',
  },
  {
    name: 'a foreign certificate',
    network: failsWith('x', 'SELF_SIGNED_CERT_IN_CHAIN'),
    says: 'certificate',
  },
  { name: 'the same in Electron', network: failsWith('net::ERR_CERT_DATE_INVALID'), says: 'certificate' },
  {
    name: 'no network at all',
    network: failsWith('fetch failed', 'ECONNREFUSED'),
    says: 'cannot be reached',
  },
])(
  '$name is said in words, asked again without haste, and over when it is over',
  async ({ network, says }) => {
    const { timers, world, now } = startDesktop(network);
    await timers.advance(10 * MINUTE);
    expect(now()).toMatchObject({ state: 'offline', reason: expect.stringContaining(says) });
    // At most every 30 s, after the first few.
    expect(world.asked).toBeLessThan(30);
    world.network = well;
    await timers.advance(MINUTE);
    expect(now()).toMatchObject({ state: 'online', reason: null });
  },
);

test('a machine that wakes asks at once, however long it was to wait', async () => {
  const { timers, world, now } = startDesktop(failsWith('fetch failed', 'ECONNRESET'));
  await timers.advance(5 * MINUTE);
  world.network = well;
  const before = world.asked;
  // Asleep for a night: the clock went on, the timers did not.
  world.clockMs += 8 * 60 * MINUTE;
  await timers.advance(TICK_MS);
  expect(world.asked).toBe(before + 1);
  expect(now().state).toBe('online');
});

test('a clock that jumps ahead costs one request, one that jumps back none', async () => {
  const { timers, world, now } = startDesktop(well);
  await timers.advance(SESSION_POLL_MS + MINUTE);
  const before = world.asked;
  world.clockMs -= 3 * 365 * 24 * 60 * MINUTE;
  await timers.advance(TICK_MS);
  expect(world.asked - before).toBeLessThanOrEqual(1);
  world.clockMs += 6 * 365 * 24 * 60 * MINUTE;
  await timers.advance(2 * TICK_MS);
  expect(world.asked - before).toBeLessThanOrEqual(2);
  expect(now().state).toBe('online');
});

test.each([
  { name: 'too old for its server', info: { min_desktop_version: '1.1.0' }, says: 'This desktop (1.0.0)' },
  { name: 'too new for its server', info: { server_version: '0.9.0' }, says: 'The server (0.9.0)' },
])(
  'a desktop $name stops sending, says so, and goes on by itself after the update',
  async ({ info, says }) => {
    const { timers, world, now, connectivity } = startDesktop(answers(session(info)));
    await timers.advance(MINUTE);
    expect(now()).toMatchObject({ state: 'stopped', reason: expect.stringContaining(says) });
    expect(world.asked).toBe(1);
    // Late news of something else changes nothing.
    connectivity.report({ kind: 'network_changed' });
    expect(now().state).toBe('stopped');
    world.network = well;
    await timers.advance(STOPPED_MS);
    expect(now()).toMatchObject({ state: 'online', reason: null });
  },
);

test('a server that stays too old is asked four times an hour', async () => {
  const { timers, world } = startDesktop(answers(session({ server_version: '0.9.0' })));
  await timers.advance(60 * MINUTE - 1);
  expect(world.asked).toBe(4);
});

test('an answer without content is not taken for a portal', async () => {
  const api = createServerApi('https://sync.example.com', async () => new Response(null, { status: 204 }));
  await expect(api.signOut('token')).resolves.toBeUndefined();
});
