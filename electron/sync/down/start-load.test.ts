import { afterEach, describe, expect, test } from 'vitest';
import { closeDesks, expectSame, lead, note, setUp } from './testing/desk-in-test.ts';
import { DEVICE, TABLES } from './testing/desk.ts';

afterEach(closeDesks);

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
