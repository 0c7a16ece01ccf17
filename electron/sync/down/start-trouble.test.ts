import { afterEach, describe, expect, test } from 'vitest';
import { closeDesks, expectSame, lead, loaded, note, setUp } from './testing/desk-in-test.ts';
import { FAILURE_REASONS, STOPPED_MS } from '../connectivity/machine.ts';
import { apiError } from './testing/fake-server.ts';

afterEach(closeDesks);

describe('trouble on the way', () => {
  test('401: one request for a token, a pause, and on with the new one', async () => {
    const world = await loaded();
    world.server.tokens.clear();
    world.mutate('m1', [lead('l3')]);
    await world.timers.advance(60_000);
    expect(world.events.filter(({ kind }) => kind === 'session')).toEqual([
      { kind: 'session', need: 'refresh_token' },
    ]);
    const sent = world.server.requests.length;
    await world.timers.advance(600_000);
    expect(world.server.requests).toHaveLength(sent);
    world.server.tokens.set('t2', 'all');
    world.setToken('t2');
    await world.timers.advance(1000);
    expectSame(world);
  });

  test('offline: backs off, comes back by itself, and at once when woken', async () => {
    const world = await loaded();
    world.server.intercept = () => Promise.reject(new TypeError('fetch failed'));
    world.mutate('m1', [lead('l3')]);
    await world.timers.advance(600_000);
    expect(world.events.findLast(({ kind }) => kind === 'shapes')).toMatchObject({
      state: 'offline',
      reason: expect.any(String),
    });
    const tries = world.server.requests.length;
    expect(tries).toBeLessThan(200);
    world.server.intercept = () => null;
    world.wake();
    await world.settle();
    expectSame(world);
    expect(world.events.findLast(({ kind }) => kind === 'shapes')).toMatchObject({ state: 'online' });
  });

  test.each([
    ['a name nobody knows', 'ENOTFOUND', FAILURE_REASONS.dns],
    ['a certificate that is not accepted', 'CERT_HAS_EXPIRED', FAILURE_REASONS.tls],
    ['a network that is away', 'ENETUNREACH', FAILURE_REASONS.network],
  ])('%s is told by name', async (_name, code, reason) => {
    const world = await loaded();
    const cause = Object.assign(new Error('no connection'), { code });
    world.server.intercept = () => Promise.reject(new TypeError('fetch failed', { cause }));
    world.mutate('m1', [lead('l3')]);
    await world.timers.advance(60_000);
    expect(world.events.findLast(({ kind }) => kind === 'shapes')).toMatchObject({
      state: 'offline',
      reason: expect.stringContaining(reason),
    });
  });

  test.each<[string, () => Response]>([
    [
      'a captive portal',
      () => new Response('<html>Welcome to the hotel</html>', { headers: { 'content-type': 'text/html' } }),
    ],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: 'http://login.test' } })],
    ['a server that is down', () => new Response('no', { status: 503, headers: { 'retry-after': '1' } })],
    ['an answer cut off', () => Response.json([], { status: 200 })],
    ['an error inside the server', () => apiError(500, 'bug')],
  ])('%s is never taken for data', async (_name, answer) => {
    const world = await loaded();
    const before = JSON.stringify(world.replica.state());
    world.server.intercept = () => answer();
    world.central.write([lead('l3')], { id: 'm1' });
    world.wake();
    await world.timers.advance(120_000);
    expect(JSON.stringify(world.replica.state())).toBe(before);
    expect(world.events.findLast(({ kind }) => kind === 'shapes')).not.toMatchObject({ state: 'online' });
    world.server.intercept = () => null;
    await world.timers.advance(40_000);
    expectSame(world);
    expect(world.events.findLast(({ kind }) => kind === 'shapes')).toMatchObject({ state: 'online' });
  });

  test('bodies that break off are read again', async () => {
    const world = setUp();
    for (let index = 0; index < 20; index += 1) world.central.write([lead(`l${index}`)], { id: `c${index}` });
    let count = 0;
    world.server.mangle = async (_url, response) => {
      count += 1;
      if (count % 3 !== 0 || response.status !== 200) return response;
      const text = await response.text();
      return new Response(text.slice(0, -2), response);
    };
    world.start();
    await world.timers.advance(60_000);
    expectSame(world);
  });

  test('a held request that never answers is given up', async () => {
    const world = await loaded();
    world.server.intercept = (_url, { signal }) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    world.mutate('m1', [lead('l3')]);
    await world.timers.advance(70_000);
    expect(world.events).toContainEqual(
      expect.objectContaining({ kind: 'shapes', reason: 'The server does not answer.' }),
    );
    world.server.intercept = () => null;
    await world.timers.advance(60_000);
    expectSame(world);
  });

  test('426: everything stops, the person is told what to do, and now and then it asks again', async () => {
    const world = await loaded();
    world.server.intercept = () => apiError(426, 'too_old');
    world.server.announce();
    await world.timers.advance(60_000);
    expect(world.events.filter(({ kind }) => kind === 'failed')).toEqual([
      { kind: 'failed', error: { code: 'too_old', hint: 'The server says too_old.', retryable: false } },
    ]);
    expect(world.events.findLast(({ kind }) => kind === 'shapes')).toMatchObject({ state: 'stopped' });
    const sent = world.server.requests.length;
    await world.timers.advance(STOPPED_MS - 120_000);
    expect(world.server.requests).toHaveLength(sent);
    await world.timers.advance(120_000);
    expect(world.server.requests).toHaveLength(sent + 1);
    expect(world.events.findLast(({ kind }) => kind === 'shapes')).toMatchObject({ state: 'stopped' });
    // The server was updated meanwhile.
    world.server.intercept = () => null;
    world.mutate('m1', [note('n9')]);
    await world.timers.advance(STOPPED_MS + 60_000);
    expectSame(world);
  });

  test('another 4xx stops that stream only, and a wake tries it again', async () => {
    const world = await loaded();
    world.server.intercept = (url) =>
      url.searchParams.get('table') === 'notes' ? apiError(414, 'invalid_input') : null;
    world.mutate('m1', [note('n9')]);
    await world.timers.advance(60_000);
    expect(world.events.findLast(({ kind }) => kind === 'shapes')).toMatchObject({
      state: 'stopped',
      reason: 'The server says invalid_input.',
    });
    world.mutate('m2', [lead('l9')]);
    world.server.intercept = () => null;
    world.wake();
    await world.timers.advance(1000);
    expectSame(world);
    expect(world.events.findLast(({ kind }) => kind === 'shapes')).toMatchObject({ state: 'online' });
  });

  test('a log that ends before our offset (a restored server) is read again', async () => {
    const world = await loaded();
    let isLost = true;
    world.server.intercept = (url) => {
      if (!isLost || url.searchParams.get('table') !== 'leads' || url.searchParams.get('offset') === '-1')
        return null;
      isLost = false;
      return Response.json(
        { message: 'Invalid request', errors: { offset: ['out of bounds for this shape'] } },
        { status: 400 },
      );
    };
    world.mutate('m1', [lead('l3')]);
    await world.timers.advance(5000);
    expectSame(world);
  });

  test('stopping ends every request and timer, and touches the store no more', async () => {
    const world = await loaded();
    await world.stop();
    await world.settle();
    expect(world.timers.pending()).toBe(0);
    const cuts = world.replica.cuts.length;
    world.mutate('m1', [lead('l3')]);
    await world.timers.advance(60_000);
    expect(world.replica.cuts).toHaveLength(cuts);
  });
});
