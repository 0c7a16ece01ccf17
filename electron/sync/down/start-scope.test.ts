import { afterEach, describe, expect, test } from 'vitest';
import { closeDesks, expectSame, lead, loaded, setUp } from './testing/desk-in-test.ts';
import { apiError } from './testing/fake-server.ts';
import { TABLES } from './testing/desk.ts';

afterEach(closeDesks);

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

  test('a client that is given back before the smaller scope was read is there again', async () => {
    const world = await loaded();
    await world.stop();
    world.server.tokens.set('t', ['a']);
    world.start({ scope: 'a', actor: { userId: 'u', role: 'account_manager', clientIds: ['a'] } });
    await world.settle();
    expect([...world.replica.rows('leads').keys()]).toEqual(['l1']);
    await world.stop();
    world.server.tokens.set('t', 'all');
    world.start();
    await world.timers.advance(3000);
    expectSame(world);
    expect(world.replica.rows('leads').size).toBeGreaterThan(1);
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
