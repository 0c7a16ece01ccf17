import { afterEach, describe, expect, test } from 'vitest';
import { apiError } from './testing/fake-server.ts';
import { DEVICE, TABLES, desk } from './testing/desk.ts';

let current: ReturnType<typeof desk> | null = null;
function setUp() {
  current = desk();
  return current;
}
afterEach(async () => {
  await current?.stop();
});

const lead = (id: string, client: string | null = null, name = id) => ({
  table: 'leads' as const,
  id,
  row: { id, scope_client_id: client, name },
});
const note = (id: string, client: string | null = null) => ({
  table: 'notes' as const,
  id,
  row: { id, scope_client_id: client, body: id },
});

function expectSame({ central, replica }: ReturnType<typeof desk>): void {
  for (const table of TABLES) {
    expect(Object.fromEntries(replica.rows(table)), table).toEqual(Object.fromEntries(central.rows(table)));
  }
}

async function loaded() {
  const world = setUp();
  world.central.write([lead('l1', 'a'), lead('l2', 'b'), note('n1', 'a')], { id: 'c0' });
  world.start();
  await world.timers.advance(2000);
  expect(world.replica.state().complete).toBe(true);
  world.events.length = 0;
  world.server.requests.length = 0;
  return world;
}

describe('first load', () => {
  test('stages every table in batches, waits for the barrier and shows all at once', async () => {
    const world = setUp();
    for (let index = 0; index < 40; index += 1)
      world.central.write([lead(`l${index}`)], { id: `c${index}`, deviceId: DEVICE });
    let shown = 0;
    world.replica.onVisible = () => {
      shown += 1;
      if (shown === 1) expect(world.replica.rows('leads').size).toBe(40);
    };
    world.start();
    await world.timers.advance(2000);
    expectSame(world);
    expect(shown).toBe(1);
    expect(world.replica.state()).toMatchObject({ complete: true, scope: 'all', epoch: 'e1' });
    expect(
      world.replica
        .state()
        .positions.map(({ table }) => table)
        .toSorted(),
    ).toEqual([...TABLES].toSorted());
    expect(world.replica.cuts[0]?.arrived).toEqual(expect.arrayContaining(['c0', 'c39']));
    const loading = world.events.filter(({ kind }) => kind === 'loading');
    expect(loading.at(-1)).toEqual({ kind: 'loading', progress: null });
    expect(loading.at(-2)).toMatchObject({
      progress: { tables: expect.arrayContaining([{ name: 'leads', rows: 40, done: true }]) },
    });
  });

  test('what is committed while it runs is part of it, whole', async () => {
    const world = setUp();
    world.central.write([lead('l1'), note('n1')], { id: 'c0' });
    world.replica.onWrite = (what) => {
      if (what !== 'stage') return;
      world.replica.onWrite = () => undefined;
      world.mutate('c1', [lead('l1', null, 'renamed'), lead('l2'), { table: 'notes', id: 'n1', row: null }]);
    };
    world.start();
    await world.timers.advance(2000);
    expectSame(world);
    expect(world.replica.rows('leads').get('l1')).toMatchObject({ name: 'renamed' });
  });

  test('an old shape with a long log is loaded to its end', async () => {
    const world = setUp();
    world.central.write([lead('l1')], { id: 'c0' });
    await world.server.fetch('http://server.test/v1/shape?table=leads&offset=-1', {
      headers: { authorization: 'Bearer t' },
    });
    for (let index = 0; index < 30; index += 1)
      world.central.write([lead('l1', null, `v${index}`), lead(`x${index}`)], { id: `u${index}` });
    for (let index = 0; index < 10; index += 1)
      world.central.write([{ table: 'leads', id: `x${index}`, row: null }], { id: `d${index}` });
    world.start();
    await world.timers.advance(2000);
    expectSame(world);
    expect(world.replica.cuts).toHaveLength(1);
  });

  test('409 in the middle of it: that table starts over, with a new barrier', async () => {
    const world = setUp();
    for (let index = 0; index < 10; index += 1) world.central.write([lead(`l${index}`)], { id: `c${index}` });
    let batches = 0;
    world.replica.onWrite = (what) => {
      batches += what === 'stage' ? 1 : 0;
      if (batches !== 4) return;
      batches += 1;
      world.central.write([{ table: 'leads', id: 'l0', row: null }], { id: 'gone' });
      world.server.invalidate('leads');
    };
    world.start();
    await world.timers.advance(5000);
    expectSame(world);
  });

  test('the commits themselves void after the barrier was written: another barrier is written', async () => {
    const world = setUp();
    world.central.write([lead('l1')], { id: 'c0' });
    let barriers = 0;
    world.server.mangle = (url, response) => {
      if (url.pathname !== '/api/barrier') return response;
      barriers += 1;
      if (barriers === 1) world.server.invalidate('commits');
      return response;
    };
    world.start();
    await world.timers.advance(5000);
    expect(barriers).toBe(2);
    expectSame(world);
  });

  test('a load that cannot be shown is made again', async () => {
    const world = setUp();
    world.central.write([lead('l1'), note('n1')], { id: 'c0' });
    let failures = 2;
    world.replica.onWrite = (what) => {
      if (what !== 'finish') return;
      failures -= 1;
      if (failures >= 0) throw new Error('disk full');
    };
    world.start();
    await world.timers.advance(10_000);
    expectSame(world);
    expect(world.events.filter(({ kind }) => kind === 'failed')).toHaveLength(2);
    expect(world.events.findLast(({ kind }) => kind === 'shapes')).toMatchObject({ state: 'online' });
  });

  test('killed halfway, it starts again cleanly', async () => {
    const world = setUp();
    for (let index = 0; index < 10; index += 1) world.central.write([lead(`l${index}`)], { id: `c${index}` });
    let writes = 0;
    world.replica.onWrite = () => {
      writes += 1;
      if (writes === 4) world.replica.kill();
    };
    world.start();
    await world.timers.advance(100);
    await world.kill();
    world.replica.onWrite = () => undefined;
    expect(world.replica.state().complete).toBe(false);
    world.start();
    await world.timers.advance(2000);
    expectSame(world);
  });
});

describe('live', () => {
  test('a transaction over two tables arrives as one, without a question to anybody', async () => {
    const world = await loaded();
    world.mutate('m1', [lead('l3', 'a'), note('n2', 'a')]);
    await world.timers.advance(5);
    expectSame(world);
    expect(world.replica.cuts.at(-1)).toMatchObject({
      arrived: ['m1'],
      asOf: expect.stringMatching(/^2026-01-01T00:00:/),
    });
    expect(world.server.requests.every(({ live }) => live)).toBe(true);
  });

  test('an idle hour writes nothing to disk', async () => {
    const world = await loaded();
    const cuts = world.replica.cuts.length;
    let writes = 0;
    world.replica.onWrite = () => {
      writes += 1;
    };
    await world.timers.advance(3_600_000);
    expect(writes).toBe(0);
    expect(world.replica.cuts).toHaveLength(cuts);
    expect(world.server.requests.every(({ live }) => live)).toBe(true);
  });

  test('a named table that has nothing for this person is asked once, after a grace', async () => {
    const world = await loaded();
    world.central.write([lead('l4', 'a')], { id: 'm2', tables: ['leads', 'notes'] });
    world.server.announce();
    await world.timers.advance(10);
    expect(world.replica.rows('leads').has('l4')).toBe(false);
    await world.timers.advance(10);
    expectSame(world);
    const questions = world.server.requests.filter(({ live }) => !live);
    expect(questions.map(({ table }) => table)).toEqual(['notes']);
  });

  test("someone's SQL arrives as each table's news does; only the commits are asked", async () => {
    const world = await loaded();
    world.central.write([lead('sql', 'a')]);
    world.server.announce();
    await world.timers.advance(30);
    expectSame(world);
    expect(world.server.requests.filter(({ live }) => !live).map(({ table }) => table)).toEqual(['commits']);
  });

  test('time that passes is told, so that mutations out of sight count as arrived', async () => {
    const world = await loaded();
    world.central.write([{ table: 'invoices', id: 'i', row: { id: 'i' } }]);
    await world.timers.advance(21_000);
    expect(world.replica.toldLsn()).toBe(`${world.central.head()}`);
  });

  test('after a restart it goes on where it was, and asks for nothing twice', async () => {
    const world = await loaded();
    await world.kill();
    world.mutate('m3', [lead('l5'), note('n5')]);
    world.start();
    await world.timers.advance(100);
    expectSame(world);
    expect(world.server.requests.filter(({ offset }) => offset === '-1')).toEqual([]);
    expect(world.replica.cuts.at(-1)?.changes.map(({ id }) => id)).toEqual(['l5', 'n5', 'm3']);
  });

  test('409 of one table: it is read anew behind the old rows, which never flash empty', async () => {
    const world = await loaded();
    let smallest = Number.POSITIVE_INFINITY;
    world.replica.onVisible = () => {
      smallest = Math.min(smallest, world.replica.rows('leads').size);
    };
    world.central.write([lead('l6')], { id: 'm4' });
    world.server.invalidate('leads');
    await world.timers.advance(20);
    world.mutate('m5', [lead('l7'), note('n7')]);
    await world.timers.advance(3000);
    expectSame(world);
    expect(smallest).toBeGreaterThanOrEqual(2);
    expect(world.server.requests.filter(({ offset }) => offset === '-1').map(({ table }) => table)).toEqual([
      'leads',
    ]);
  });

  test('409 of all tables, one after the other, ends in one whole picture', async () => {
    const world = await loaded();
    for (const table of TABLES) {
      world.server.invalidate(table);
      await world.timers.advance(30);
      world.mutate(`m-${table}`, [lead(`l-${table}`), note(`n-${table}`)]);
    }
    await world.timers.advance(5000);
    expectSame(world);
  });

  test('an error of the store stops, is told, is retried, and skips nothing', async () => {
    const world = await loaded();
    let failures = 3;
    world.replica.onWrite = () => {
      failures -= 1;
      if (failures >= 0) throw new Error('disk trouble');
    };
    world.mutate('m6', [lead('l8')]);
    world.mutate('m7', [lead('l8', null, 'again')]);
    await world.timers.advance(10);
    expect(world.replica.rows('leads').has('l8')).toBe(false);
    expect(world.events).toContainEqual(expect.objectContaining({ kind: 'shapes', state: 'stopped' }));
    await world.timers.advance(10_000);
    expectSame(world);
    expect(world.events.filter(({ kind }) => kind === 'failed')).toHaveLength(1);
    expect(world.events.findLast(({ kind }) => kind === 'shapes')).toMatchObject({ state: 'online' });
  });
});

describe('scope', () => {
  test('rows of a lost client go at once; the new scope is read behind the rest', async () => {
    const world = await loaded();
    await world.stop();
    world.server.tokens.set('t', ['a']);
    let dropped = -1;
    world.replica.onVisible = () => {
      if (dropped < 0) dropped = world.replica.rows('leads').size;
    };
    world.start({ scope: 'a', actor: { userId: 'u', role: 'account_manager', clientIds: ['a'] } });
    await world.settle();
    expect([...world.replica.rows('leads').keys()]).toEqual(['l1']);
    await world.timers.advance(3000);
    expect([...world.replica.rows('leads').keys()]).toEqual(['l1']);
    expect(world.replica.state().scope).toBe('a');
    expect(dropped).toBe(1);
  });

  test('a client that was added appears, and what is the person’s own is not read again', async () => {
    const world = setUp();
    world.central.write([lead('l1', 'a'), lead('l2', 'b')], { id: 'c0' });
    world.server.tokens.set('t', ['a']);
    world.start({ scope: 'a', actor: { userId: 'u', role: 'viewer', clientIds: ['a'] } });
    await world.timers.advance(2000);
    await world.stop();
    world.server.tokens.set('t', ['a', 'b']);
    world.server.requests.length = 0;
    world.start({ scope: 'a,b', actor: { userId: 'u', role: 'viewer', clientIds: ['a', 'b'] } });
    await world.timers.advance(2000);
    expect([...world.replica.rows('leads').keys()]).toEqual(['l1', 'l2']);
    const fromStart = world.server.requests.filter(({ offset }) => offset === '-1').map(({ table }) => table);
    expect(fromStart).not.toContain('saved_views');
  });

  test('a table the person may no longer read ends up empty', async () => {
    const world = await loaded();
    await world.stop();
    world.start({ tables: TABLES.filter((table) => table !== 'notes') });
    await world.timers.advance(2000);
    expect(world.replica.rows('notes').size).toBe(0);
    await world.stop();
    world.server.requests.length = 0;
    world.start({ tables: TABLES.filter((table) => table !== 'notes') });
    world.mutate('m8', [lead('l9')]);
    await world.timers.advance(50);
    expect(world.replica.rows('leads').has('l9')).toBe(true);
    expect(world.server.requests.filter(({ path }) => path === '/api/barrier')).toEqual([]);
    await world.stop();
    world.start();
    await world.timers.advance(2000);
    expectSame(world);
  });

  test('403: the session is to be read again, once; nothing is sent until then', async () => {
    const world = await loaded();
    world.server.intercept = () => apiError(403, 'forbidden');
    world.server.announce();
    await world.timers.advance(25_000);
    expect(world.events.filter(({ kind }) => kind === 'session')).toEqual([
      { kind: 'session', need: 'reread_scope' },
    ]);
    const sent = world.server.requests.length;
    await world.timers.advance(600_000);
    expect(world.server.requests).toHaveLength(sent);
  });
});

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

  test('426: everything stops, and the person is told what to do', async () => {
    const world = await loaded();
    world.server.intercept = () => apiError(426, 'too_old');
    world.server.announce();
    await world.timers.advance(600_000);
    expect(world.events.filter(({ kind }) => kind === 'failed')).toEqual([
      { kind: 'failed', error: { code: 'too_old', hint: 'The server says too_old.', retryable: false } },
    ]);
    expect(world.events.findLast(({ kind }) => kind === 'shapes')).toMatchObject({ state: 'stopped' });
    const sent = world.server.requests.length;
    await world.timers.advance(600_000);
    expect(world.server.requests).toHaveLength(sent);
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
