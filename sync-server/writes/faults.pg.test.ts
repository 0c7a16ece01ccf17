import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { UploadedMutation, UploadResponse } from '../../shared/contracts/server/mutations.ts';
import { MUTATIONS } from '../../shared/mutations/registry/registry.ts';
import { faultyPool, type Fault } from './testing/faulty-pool.ts';
import {
  addDevice,
  batch,
  createWorld,
  leadEdit,
  mutation,
  type Person,
  type World,
} from './testing/world.ts';
import { createWriter, type Writer } from './writer.ts';

let world: World;
let clientId: string;
let person: Person;
let leads: readonly string[];

beforeAll(async () => {
  world = await createWorld();
}, 120_000);
afterAll(() => world.close());

beforeEach(async () => {
  clientId = await world.addClient();
  person = await world.addPerson('account_manager', [clientId]);
  leads = await world.addLeads(clientId, 3);
});

function writerWith(faultOf: (statement: string, number: number) => Fault): Writer {
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  return createWriter({
    pool: faultyPool(world.pool, faultOf),
    clock: { now: () => Date.parse('2026-11-24T09:00:00Z') },
    log: quiet,
    registry: MUTATIONS,
    wait: () => Promise.resolve(),
  });
}

function edits(count: number): UploadedMutation[] {
  return Array.from({ length: count }, (_, index) =>
    leadEdit(index + 1, clientId, leads[index % 3]!, { title: `title ${index}` }),
  );
}

async function effects(mutations: readonly UploadedMutation[]): Promise<number> {
  const { rows } = await world.pool.query('select count(*)::int as n from activity where id = any($1)', [
    mutations.map(({ id }) => id),
  ]);
  return rows[0].n;
}

describe('trouble that is not the mutation’s fault', () => {
  test('a crash between commit and answer: the repeat gets the recorded result', async () => {
    let commits = 0;
    const writer = writerWith((statement) =>
      statement === 'commit' && (commits += 1) === 2 ? 'lost_after' : 'none',
    );
    const mutations = edits(3);
    const answer = await writer.upload(person.actor, batch(person, mutations));
    expect(answer.results.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(await effects(mutations)).toBe(3);
    const { rows } = await world.pool.query('select id, xid from commits where device_id = $1 order by seq', [
      person.deviceId,
    ]);
    expect(answer.results.map(({ id, xid }) => ({ id, xid }))).toEqual(rows);
  });

  test('a deadlock is tried again', async () => {
    let failures = 2;
    const writer = writerWith((statement) =>
      statement.startsWith('update "leads"') && failures-- > 0 ? 'deadlock' : 'none',
    );
    const answer = await writer.upload(person.actor, batch(person, edits(1)));
    expect(answer.results[0]?.outcome).toBe('accepted');
  });

  test('trouble that stays stops the batch after what is done, and rejects nothing', async () => {
    const mutations = edits(3);
    const stuck = mutations[1]!.id;
    let broken = true;
    const failing = writerWith((statement) =>
      broken && statement.startsWith('update "leads"') ? 'lost_before' : 'none',
    );
    expect(await failing.upload(person.actor, batch(person, [mutations[0]!]))).toMatchObject({
      status: 'stopped',
      last_seq: 0,
      results: [],
    });
    await world.writer.upload(person.actor, batch(person, [mutations[0]!]));
    const answer = await failing.upload(person.actor, batch(person, mutations));
    expect(answer).toMatchObject({
      status: 'stopped',
      last_seq: 1,
      results: [{ seq: 1, outcome: 'accepted' }],
    });
    const { rows } = await world.pool.query('select 1 from device_mutations where id = $1', [stuck]);
    expect(rows).toEqual([]);
    broken = false;
    const later = await failing.upload(person.actor, batch(person, mutations));
    expect(later).toMatchObject({ status: 'ok', last_seq: 3 });
    expect(await effects(mutations)).toBe(3);
  });

  test('a database that never answers is unavailable, not a rejection', async () => {
    const writer = writerWith(() => 'lost_before');
    await expect(writer.upload(person.actor, batch(person, edits(1)))).rejects.toMatchObject({
      code: 'unavailable',
      retryable: true,
    });
  });

  test('a draining server stops before the next mutation and finishes the present one', async () => {
    const writer = writerWith(() => 'none');
    const mutations = edits(40);
    const upload = writer.upload(person.actor, batch(person, mutations));
    await writer.drain();
    const answer = await upload;
    expect(['stopped', 'ok']).toContain(answer.status);
    expect(await effects(mutations)).toBe(answer.results.length);
    expect(await writer.upload(person.actor, batch(person, mutations))).toMatchObject({
      status: 'stopped',
      results: answer.results,
    });
  });
});

/** What a device did, on leads named by index, so that two clients can be compared. */
const editArbitrary = fc.oneof(
  fc.record({
    lead: fc.nat(2),
    patch: fc.oneof(
      fc.record({ title: fc.constantFrom('A', 'B', 'C') }),
      fc.record({ labels: fc.subarray(['x', 'y', 'z']) }),
      fc.record({ status: fc.constantFrom('contacted', 'replied', 'unsubscribed', 'new') }),
    ),
    seen: fc.option(fc.record({ title: fc.constantFrom(null, 'A'), labels: fc.subarray(['x', 'y']) }), {
      nil: null,
    }),
  }),
);

/** One sending: up to which mutation, how far back it repeats, how many copies at once, which statement fails how. */
const sendingArbitrary = fc.record({
  ahead: fc.integer({ min: 1, max: 4 }),
  back: fc.nat(5),
  copies: fc.integer({ min: 1, max: 3 }),
  failAt: fc.nat(40),
  fault: fc.constantFrom<Fault>('none', 'lost_before', 'lost_after', 'deadlock'),
});

type Edit = typeof editArbitrary extends fc.Arbitrary<infer T> ? T : never;

async function fresh(): Promise<{
  person: Person;
  mutations: (edits: readonly Edit[]) => UploadedMutation[];
  rows: () => Promise<unknown>;
}> {
  const client = await world.addClient();
  const ids = await world.addLeads(client, 3);
  const who = await world.addPerson('account_manager', [client]);
  return {
    person: { ...who, deviceId: await addDevice(world.pool, who.userId) },
    mutations: (list) =>
      list.map(({ lead, patch, seen }, index) =>
        mutation(
          index + 1,
          'leads/update',
          { client_id: client, changes: [{ id: ids[lead], patch }] },
          seen === null ? {} : { expected: { [ids[lead]!]: seen } },
        ),
      ),
    rows: async () => {
      const { rows } = await world.pool.query(
        'select email, title, labels, status from leads where client_id = $1 order by email',
        [client],
      );
      const activity = await world.pool.query(
        'select count(*)::int as n from activity where scope_client_id = $1',
        [client],
      );
      const conflicts = await world.pool.query(
        'select field, base, mine, theirs from conflicts where scope_client_id = $1 order by created_at, mine::text',
        [client],
      );
      return { leads: rows, activity: activity.rows[0].n, conflicts: conflicts.rows.length };
    },
  };
}

function outcomes(answer: UploadResponse): unknown {
  return answer.results.map(({ seq, outcome, reason }) => ({ seq, outcome, code: reason?.code }));
}

test('any interleaving of duplicated, retried and broken batches gives the rows of one clean upload', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(editArbitrary, { minLength: 1, maxLength: 10 }),
      fc.array(sendingArbitrary, { maxLength: 8 }),
      async (list, sendings) => {
        const clean = await fresh();
        const expected = outcomes(
          await world.writer.upload(clean.person.actor, batch(clean.person, clean.mutations(list))),
        );
        const rough = await fresh();
        const mutations = rough.mutations(list);
        let acknowledged = 0;
        for (const { ahead, back, copies, failAt, fault } of sendings) {
          const slice = mutations.slice(Math.max(0, acknowledged - back), acknowledged + ahead);
          const writer = writerWith((_, number) => (number === failAt ? fault : 'none'));
          const answers = await Promise.all(
            Array.from({ length: copies }, () =>
              writer.upload(rough.person.actor, batch(rough.person, slice)),
            ),
          );
          for (const answer of answers) {
            expect(answer.status).toBe('ok');
            acknowledged = Math.max(acknowledged, answer.results.at(-1)?.seq ?? 0);
          }
        }
        const answer = await world.writer.upload(rough.person.actor, batch(rough.person, mutations));
        expect(outcomes(answer)).toEqual(expected);
        expect(await rough.rows()).toEqual(await clean.rows());
      },
    ),
    { numRuns: 25 },
  );
});
