import { afterEach, describe, expect, test } from 'vitest';
import { closeDesks, expectSame, lead, loaded, note } from './testing/desk-in-test.ts';
import { TABLES } from './testing/desk.ts';

afterEach(closeDesks);

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
    expect(world.events.filter(({ kind }) => kind === 'session')).toEqual([
      { kind: 'session', need: 'reread_scope' },
    ]);
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
