import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MutationResult, UploadedMutation } from '../../shared/contracts/server/mutations.ts';
import { batch, createWorld, leadEdit, type Person, type World } from '../writes/testing/world.ts';
import {
  KEEP_COMMITS_DAYS,
  KEEP_LAST_RECORDS,
  KEEP_RECORDS_DAYS,
  pruneRecords,
  type Pruned,
} from './prune-records.ts';

const NOW = Date.parse('2026-11-24T09:00:00.000Z');
const DAY_MS = 86_400_000;

let world: World;
let clientId: string;
let leadId: string;

beforeAll(async () => {
  world = await createWorld();
  clientId = await world.addClient();
  [leadId = ''] = await world.addLeads(clientId, 1);
}, 120_000);
afterAll(() => world.close());

const prune = (afterDays: number): Promise<Pruned> =>
  pruneRecords({
    pool: world.pool,
    clock: { now: () => NOW + afterDays * DAY_MS },
    isStopping: () => false,
  });

async function upload(
  person: Person,
  mutations: readonly UploadedMutation[],
): Promise<readonly MutationResult[]> {
  const { results } = await world.writer.upload(person.actor, batch(person, mutations));
  return results;
}

const edit = (seq: number): UploadedMutation => leadEdit(seq, clientId, leadId, { title: `Title ${seq}` });

async function title(): Promise<unknown> {
  const { rows } = await world.pool.query('select title from leads where id = $1', [leadId]);
  return rows[0]?.title;
}

test('commits go after 14 days; a record stays as long as its device may send the change again', async () => {
  const person = await world.addPerson('admin');
  const sent = [edit(1), edit(2)];
  await upload(person, sent);
  expect(await prune(KEEP_COMMITS_DAYS - 1)).toEqual({ commits: 0, records: 0 });
  expect(await prune(KEEP_COMMITS_DAYS + 1)).toEqual({ commits: 2, records: 0 });
  // A year without a word: still the device's newest numbers, still told what became of them.
  expect(await prune(365)).toEqual({ commits: 0, records: 0 });
  const again = await upload(person, sent);
  expect(again.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
  expect(await title()).toBe('Title 2');
  const { rows } = await world.pool.query('select count(*)::int as n from commits where device_id = $1', [
    person.deviceId,
  ]);
  expect(rows[0]?.n).toBe(0);
});

test('an old number far behind its device is forgotten, and refused when it comes again', async () => {
  const person = await world.addPerson('admin');
  const old = [edit(1), edit(2)];
  await upload(person, old);
  await world.pool.query(
    `insert into device_mutations (id, device_id, seq, user_id, name, version, outcome, received_at)
     select gen_random_uuid(), $1, g, $2, 'leads/update', 1, 'accepted', $4 from generate_series(3, $3::int) g`,
    [person.deviceId, person.userId, KEEP_LAST_RECORDS + 1, new Date(NOW + 80 * DAY_MS).toISOString()],
  );
  await world.pool.query('update devices set last_seq = $2 where id = $1', [
    person.deviceId,
    KEEP_LAST_RECORDS + 1,
  ]);
  expect((await prune(KEEP_RECORDS_DAYS - 1)).records).toBe(0);
  expect((await prune(KEEP_RECORDS_DAYS + 1)).records).toBe(1);
  await world.pool.query(`update leads set title = 'Newer' where id = $1`, [leadId]);
  const [first, second] = await upload(person, old);
  expect(first).toMatchObject({ outcome: 'rejected', reason: { code: 'precondition_failed' } });
  expect(first?.reason?.hint).toContain('months ago');
  expect(second?.outcome).toBe('accepted');
  expect(await title()).toBe('Newer');
  // The refusal is on record now and told again.
  expect(await upload(person, old.slice(0, 1))).toEqual([first]);
  const [next] = await upload(person, [edit(KEEP_LAST_RECORDS + 2)]);
  expect(next?.outcome).toBe('accepted');
});

test('much goes in bounded steps, and a server that stops leaves the rest for another day', async () => {
  await world.pool.query(
    `insert into commits (id, scope_client_id, xid, tables, at)
     select gen_random_uuid(), null, '1', '{leads}', $1 from generate_series(1, 5000)`,
    [new Date(NOW - 20 * DAY_MS).toISOString()],
  );
  let rounds = 0;
  const isStopping = (): boolean => (rounds += 1) > 2;
  const some = await pruneRecords({ pool: world.pool, clock: { now: () => NOW }, isStopping });
  expect(some.commits).toBe(4000);
  expect((await prune(0)).commits).toBe(1000);
});

test('a change that comes late under a number nobody forgot is still taken', async () => {
  const person = await world.addPerson('admin');
  await upload(person, [edit(5)]);
  const [late] = await upload(person, [{ ...edit(4), id: randomUUID() }]);
  expect(late?.outcome).toBe('accepted');
});
