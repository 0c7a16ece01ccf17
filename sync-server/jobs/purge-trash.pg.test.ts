import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../writes/testing/world.ts';
import { startDaily } from './daily.ts';
import { purgeTrash } from './purge-trash.ts';

const NOW = Date.parse('2026-11-24T09:00:00.000Z');
const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(NOW - days * DAY_MS).toISOString();

let world: World;
const ports = () => ({
  pool: world.pool,
  writer: world.writer,
  clock: { now: () => NOW },
  isStopping: () => false,
});

beforeAll(async () => {
  world = await createWorld();
}, 120_000);
afterAll(() => world.close());

async function trash(table: 'leads' | 'notes', ids: readonly string[], days: number): Promise<void> {
  await world.pool.query(`update ${table} set deleted_at = $2 where id = any($1::uuid[])`, [
    ids,
    daysAgo(days),
  ]);
}

async function left(table: string, column: string, ids: readonly string[]): Promise<readonly string[]> {
  const { rows } = await world.pool.query(
    `select ${column}::text as id from ${table} where ${column} = any($1::uuid[])`,
    [ids],
  );
  return rows.map((row: { id: string }) => row.id);
}

test('what was deleted 30 days ago goes, with what belongs to it; the rest stays', async () => {
  const clientId = await world.addClient();
  const { userId } = await world.addPerson('admin');
  const [old = '', young = '', live = ''] = await world.addLeads(clientId, 3);
  await trash('leads', [old], 31);
  await trash('leads', [young], 29);
  await world.pool.query(
    `insert into lead_verifications (id, scope_client_id, lead_id, verdict, provisional, reasons, engine_version, host)
     select gen_random_uuid(), $1, id, 'valid', true, '[]', '1', 'desktop' from unnest($2::uuid[]) id`,
    [clientId, [old, young]],
  );
  const notes = [randomUUID(), randomUUID(), randomUUID()];
  for (const [at, entity] of [old, live, live].entries()) {
    await world.pool.query(
      `insert into notes (id, scope_client_id, client_id, entity_type, entity_id, author_id, body)
       values ($1, $2, $2, 'lead', $3, $4, 'x')`,
      [notes[at], clientId, entity, userId],
    );
  }
  await trash('notes', [notes[2] ?? ''], 40);
  expect(await purgeTrash(ports())).toBe(2);
  expect((await left('leads', 'id', [old, young, live])).toSorted()).toEqual([young, live].toSorted());
  expect(await left('lead_verifications', 'lead_id', [old, young])).toEqual([young]);
  expect(await left('notes', 'id', notes)).toEqual([notes[1]]);
  const { rows } = await world.pool.query(
    `select summary from activity where action = 'trash/purge' and scope_client_id = $1 order by summary`,
    [clientId],
  );
  expect(rows).toEqual([
    { summary: 'Removed 1 lead from the trash for good' },
    { summary: 'Removed 1 note from the trash for good' },
  ]);
  expect(await purgeTrash(ports())).toBe(0);
});

test('many rows of several clients go in bounded steps', async () => {
  const clients = [await world.addClient('One'), await world.addClient('Two')];
  const ids = (await Promise.all(clients.map((id) => world.addLeads(id, 450)))).flat();
  await trash('leads', ids, 31);
  expect(await purgeTrash(ports())).toBe(900);
  expect(await left('leads', 'id', ids)).toEqual([]);
});

test('a restore that came first wins', async () => {
  const clientId = await world.addClient();
  const [lead = ''] = await world.addLeads(clientId, 1);
  await trash('leads', [lead], 31);
  await world.writer.runAsSystem('leads/restore', { client_id: clientId, ids: [lead] });
  await world.writer.runAsSystem('trash/purge', { client_id: clientId, table: 'leads', ids: [lead] });
  expect(await left('leads', 'id', [lead])).toEqual([lead]);
});

test('no person may empty the trash', async () => {
  const clientId = await world.addClient();
  const [lead = ''] = await world.addLeads(clientId, 1);
  await trash('leads', [lead], 31);
  const { actor, deviceId } = await world.addPerson('admin');
  const args = { client_id: clientId, table: 'leads', ids: [lead] };
  const mutation = {
    seq: 1,
    id: randomUUID(),
    name: 'trash/purge',
    version: 1,
    args,
    expected: {},
    at: daysAgo(0),
  };
  const { results } = await world.writer.upload(actor, {
    device_id: deviceId,
    epoch: null,
    mutations: [mutation],
  });
  expect(results).toMatchObject([{ outcome: 'rejected', reason: { code: 'forbidden' } }]);
  expect(await left('leads', 'id', [lead])).toEqual([lead]);
});

test('the daily round runs on one of two servers, comes again the next day, and stops', async () => {
  const timers: { run: () => void; delayMs: number }[] = [];
  const runs: string[] = [];
  const gate = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  const daily = (name: string, work: () => Promise<void>) =>
    startDaily(
      {
        name: 'test work',
        run: async () => {
          runs.push(name);
          await work();
        },
      },
      {
        pool: world.pool,
        log: { warn: () => undefined },
        later: (run, delayMs) => {
          timers.push({ run, delayMs });
          return () => undefined;
        },
      },
    );
  const one = daily('one', () => {
    started.resolve();
    return gate.promise;
  });
  const other = daily('other', () => Promise.resolve());
  timers[0]?.run();
  await started.promise;
  timers[1]?.run();
  await other.stop();
  gate.resolve();
  await expect.poll(() => timers.length).toBe(3);
  expect(runs).toEqual(['one']);
  expect(timers[2]?.delayMs).toBe(DAY_MS);
  await one.stop();
});
