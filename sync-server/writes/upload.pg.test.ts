import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { uploadResponseSchema } from '../../shared/contracts/server/mutations.ts';
import { changeEpoch } from './epoch.ts';
import {
  addDevice,
  batch,
  createWorld,
  leadEdit,
  mutation,
  type Person,
  type World,
} from './testing/world.ts';

let world: World;
let person: Person;
let clientId: string;
let leads: readonly string[];

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

beforeEach(async () => {
  clientId = await world.addClient();
  person = await world.addPerson('account_manager', [clientId]);
  leads = await world.addLeads(clientId, 3);
});

function lead(index = 0): string {
  return leads[index]!;
}

async function leadRow(index = 0): Promise<Record<string, unknown>> {
  const { rows } = await world.pool.query('select * from leads where id = $1', [lead(index)]);
  return rows[0];
}

async function countOf(table: string, id: string): Promise<number> {
  const { rows } = await world.pool.query(`select count(*)::int as n from ${table} where id = $1`, [id]);
  return rows[0].n;
}

describe('a batch', () => {
  test('takes each mutation in its own transaction and announces what it wrote', async () => {
    const edits = [
      leadEdit(1, clientId, lead(0), { title: 'CTO' }),
      leadEdit(2, clientId, lead(1), { title: 'CEO' }),
    ];
    const answer = await world.writer.upload(person.actor, batch(person, edits));
    expect(uploadResponseSchema.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({ status: 'ok', last_seq: 2 });
    expect(answer.results.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
    expect(new Set(answer.results.map(({ xid }) => xid)).size).toBe(2);
    expect((await leadRow(1))['title']).toBe('CEO');
    const commits = await world.pool.query('select * from commits where device_id = $1 order by seq', [
      person.deviceId,
    ]);
    expect(commits.rows.map(({ id }) => id)).toEqual(edits.map(({ id }) => id));
    expect(commits.rows[0]).toMatchObject({
      scope_client_id: clientId,
      seq: '1',
      tables: ['activity', 'leads'],
      xid: answer.results[0]?.xid,
    });
    const { rows: activity } = await world.pool.query('select * from activity where id = $1', [edits[0]!.id]);
    expect(activity[0]).toMatchObject({
      actor_id: person.userId,
      device_id: person.deviceId,
      action: 'leads/update',
      entity_id: lead(0),
      row_count: 1,
      summary: 'Changed title of lead1@example.com to CTO',
      changes: [{ table: 'leads', id: lead(0), op: 'update', fields: { title: [null, 'CTO'] } }],
    });
  });

  test('an empty batch answers with the state of the device', async () => {
    const answer = await world.writer.upload(person.actor, batch(person, []));
    expect(answer).toMatchObject({
      status: 'ok',
      last_seq: 0,
      results: [],
      epoch: await world.writer.epoch(),
    });
    expect(BigInt(answer.wal_lsn)).toBeGreaterThan(0n);
  });

  test('gaps in the numbers are allowed', async () => {
    const edits = [
      leadEdit(5, clientId, lead(), { title: 'A' }),
      leadEdit(90, clientId, lead(), { title: 'B' }),
    ];
    const answer = await world.writer.upload(person.actor, batch(person, edits));
    expect(answer).toMatchObject({ status: 'ok', last_seq: 90 });
    expect((await leadRow())['title']).toBe('B');
  });
});

describe('exactly once', () => {
  test('a repeated batch gets the recorded answers and changes nothing', async () => {
    const edits = [
      leadEdit(1, clientId, lead(0), { title: 'CTO' }),
      leadEdit(2, randomUUID(), lead(0), { title: 'nobody' }),
    ];
    const first = await world.writer.upload(person.actor, batch(person, edits));
    await world.pool.query(`update leads set title = 'changed since' where id = $1`, [lead(0)]);
    const again = await world.writer.upload(person.actor, batch(person, edits));
    expect(again.results).toEqual(first.results);
    expect(again.last_seq).toBe(2);
    expect((await leadRow())['title']).toBe('changed since');
    expect(await countOf('activity', edits[0]!.id)).toBe(1);
  });

  test('ten uploads of the same batch at once take effect once', async () => {
    const edits = Array.from({ length: 20 }, (_, index) =>
      mutation(index + 1, 'leads/update', {
        client_id: clientId,
        changes: [{ id: lead(index % 3), patch: { title: `title ${index}` } }],
      }),
    );
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => world.writer.upload(person.actor, batch(person, edits))),
    );
    for (const answer of answers) {
      expect(answer.status).toBe('ok');
      expect(answer.results).toEqual(answers[0]!.results);
    }
    const { rows } = await world.pool.query(
      'select count(*)::int as n, count(distinct xid)::int as xids from commits where device_id = $1',
      [person.deviceId],
    );
    expect(rows[0]).toEqual({ n: 20, xids: 20 });
    expect((await leadRow(1))['title']).toBe('title 19');
  });

  test('batches that arrive in the wrong order take effect once each', async () => {
    const early = [leadEdit(1, clientId, lead(0), { title: 'A' })];
    const late = [leadEdit(2, clientId, lead(1), { title: 'B' })];
    await world.writer.upload(person.actor, batch(person, late));
    const answer = await world.writer.upload(person.actor, batch(person, early));
    expect(answer).toMatchObject({ status: 'ok', last_seq: 2, results: [{ outcome: 'accepted' }] });
    expect([(await leadRow(0))['title'], (await leadRow(1))['title']]).toEqual(['A', 'B']);
    const again = await world.writer.upload(person.actor, batch(person, [...late, ...early]));
    expect(again.results.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(await countOf('activity', early[0]!.id)).toBe(1);
  });

  test('a change offered again by a renumbered device is known by its id', async () => {
    const edit = leadEdit(1, clientId, lead(), { title: 'A' });
    const first = await world.writer.upload(person.actor, batch(person, [edit]));
    const other = { deviceId: await addDevice(world.pool, person.userId) };
    const answer = await world.writer.upload(person.actor, batch(other, [{ ...edit, seq: 7 }]));
    expect(answer).toMatchObject({ status: 'ok', last_seq: 7 });
    expect(answer.results[0]).toEqual({ ...first.results[0], seq: 7 });
    expect(await countOf('activity', edit.id)).toBe(1);
  });

  test('the same change from two devices at once is taken once', async () => {
    const edit = leadEdit(1, clientId, lead(), { title: 'A' });
    const other = { deviceId: await addDevice(world.pool, person.userId) };
    const answers = await Promise.all([
      world.writer.upload(person.actor, batch(person, [edit])),
      world.writer.upload(person.actor, batch(other, [edit])),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['ok', 'ok']);
    expect(answers[0]!.results).toEqual(answers[1]!.results);
    expect(await countOf('commits', edit.id)).toBe(1);
  });

  test("somebody else's id is refused and tells nothing", async () => {
    const edit = leadEdit(1, clientId, lead(), { title: 'A' });
    await world.writer.upload(person.actor, batch(person, [edit]));
    const stranger = await world.addPerson('account_manager', [clientId]);
    const answer = await world.writer.upload(stranger.actor, batch(stranger, [edit]));
    expect(answer.results[0]).toMatchObject({
      outcome: 'rejected',
      xid: null,
      reason: { code: 'already_exists' },
    });
  });
});

describe('the device', () => {
  test('a known number with another id means a cloned profile; what came before it is answered', async () => {
    const original = [
      leadEdit(1, clientId, lead(0), { title: 'A' }),
      leadEdit(2, clientId, lead(1), { title: 'B' }),
    ];
    await world.writer.upload(person.actor, batch(person, original));
    const clone = [
      original[0]!,
      leadEdit(2, clientId, lead(2), { title: 'C' }),
      leadEdit(3, clientId, lead(2), { title: 'D' }),
    ];
    const answer = await world.writer.upload(person.actor, batch(person, clone));
    expect(answer).toMatchObject({ status: 'device_cloned', last_seq: 2, results: [{ seq: 1 }] });
    expect(answer.results).toHaveLength(1);
    expect((await leadRow(2))['title']).toBeNull();
  });

  test('unknown, foreign and revoked devices are turned away and nothing is written', async () => {
    const edits = [leadEdit(1, clientId, lead(), { title: 'A' })];
    const unknown = batch({ deviceId: randomUUID() }, edits);
    await expect(world.writer.upload(person.actor, unknown)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    const stranger = await world.addPerson('admin');
    await expect(world.writer.upload(stranger.actor, batch(person, edits))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await world.pool.query('update devices set revoked_at = now() where id = $1', [person.deviceId]);
    await expect(world.writer.upload(person.actor, batch(person, edits))).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect((await leadRow())['title']).toBeNull();
  });

  test('another epoch stops the batch; none at all does not', async () => {
    const epoch = await world.writer.epoch();
    const edit = leadEdit(1, clientId, lead(), { title: 'A' });
    const old = await world.writer.upload(person.actor, batch(person, [edit], randomUUID()));
    expect(old).toMatchObject({ status: 'epoch_changed', epoch, last_seq: 0, results: [] });
    expect((await world.writer.upload(person.actor, batch(person, [edit], epoch))).status).toBe('ok');
    const next = await changeEpoch(world.pool);
    expect(next).not.toBe(epoch);
    expect((await world.writer.upload(person.actor, batch(person, [edit], epoch))).epoch).toBe(next);
    expect((await world.writer.upload(person.actor, batch(person, [edit], null))).status).toBe('ok');
  });
});

describe('a rejection', () => {
  test('undoes only itself, is recorded with its reason, and counts', async () => {
    await world.pool.query(`update leads set status = 'unsubscribed' where id = $1`, [lead(1)]);
    const bulk = mutation(2, 'leads/update', {
      client_id: clientId,
      changes: [
        { id: lead(0), patch: { status: 'contacted' } },
        { id: lead(1), patch: { status: 'contacted' } },
      ],
    });
    const edits = [
      leadEdit(1, clientId, lead(0), { title: 'before' }),
      bulk,
      leadEdit(3, clientId, lead(2), { title: 'after' }),
    ];
    const answer = await world.writer.upload(person.actor, batch(person, edits));
    expect(answer.results.map(({ outcome }) => outcome)).toEqual(['accepted', 'rejected', 'accepted']);
    expect(answer.results[1]).toMatchObject({
      xid: null,
      reason: { code: 'precondition_failed', hint: 'This lead is unsubscribed and cannot become contacted.' },
    });
    expect(answer.last_seq).toBe(3);
    expect(await leadRow(0)).toMatchObject({ title: 'before', status: 'new' });
    expect(await countOf('commits', bulk.id)).toBe(0);
    expect(await countOf('activity', bulk.id)).toBe(0);
    expect(await countOf('device_mutations', bulk.id)).toBe(1);
  });

  test.each([
    ['an unknown name', 'leads/levitate', 1, {}, 'too_old'],
    ['a newer version', 'leads/update', 99, {}, 'too_old'],
    ['arguments that do not parse', 'leads/update', 1, { client_id: 'x' }, 'invalid_input'],
  ])('%s is a rejection', async (_, name, version, args, code) => {
    const answer = await world.writer.upload(
      person.actor,
      batch(person, [mutation(1, name, args, { version })]),
    );
    expect(answer).toMatchObject({
      status: 'ok',
      last_seq: 1,
      results: [{ outcome: 'rejected', reason: { code } }],
    });
  });

  test('a client outside the scope, and a row of one behind a client inside it', async () => {
    const foreign = await world.addClient('Foreign');
    const [foreignLead] = await world.addLeads(foreign, 1);
    const answer = await world.writer.upload(
      person.actor,
      batch(person, [
        leadEdit(1, foreign, foreignLead!, { title: 'mine now' }),
        leadEdit(2, clientId, foreignLead!, { title: 'mine now' }),
      ]),
    );
    expect(answer.results.map(({ reason }) => reason?.code)).toEqual(['forbidden', 'not_found']);
    const { rows } = await world.pool.query('select title from leads where id = $1', [foreignLead]);
    expect(rows[0].title).toBeNull();
  });

  test('a viewer writes nothing', async () => {
    const viewer = await world.addPerson('viewer');
    const answer = await world.writer.upload(
      viewer.actor,
      batch(viewer, [leadEdit(1, clientId, lead(), { title: 'x' })]),
    );
    expect(answer.results[0]).toMatchObject({ outcome: 'rejected', reason: { code: 'forbidden' } });
  });
});

describe('a conflict', () => {
  test('keeps the earlier value, keeps the later one beside it, and takes the other fields', async () => {
    const other = await world.addPerson('account_manager', [clientId]);
    const seen = { expected: { [lead()]: { title: null, city: null } } };
    await world.writer.upload(
      other.actor,
      batch(other, [leadEdit(1, clientId, lead(), { title: 'theirs' }, seen)]),
    );
    const mine = leadEdit(1, clientId, lead(), { title: 'mine', city: 'Paris' }, seen);
    const answer = await world.writer.upload(person.actor, batch(person, [mine]));
    expect(answer.results[0]).toMatchObject({ outcome: 'conflict', reason: { code: 'conflict' } });
    expect(answer.results[0]?.xid).toMatch(/^\d+$/);
    expect(await leadRow()).toMatchObject({ title: 'theirs', city: 'Paris' });
    const { rows } = await world.pool.query('select * from conflicts where mutation_id = $1', [mine.id]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      scope_client_id: clientId,
      table_name: 'leads',
      row_id: lead(),
      field: 'title',
      base: null,
      mine: 'mine',
      theirs: 'theirs',
      user_id: person.userId,
      device_id: person.deviceId,
      status: 'open',
    });
    const commit = await world.pool.query('select tables from commits where id = $1', [mine.id]);
    expect(commit.rows[0].tables).toEqual(['activity', 'conflicts', 'leads']);
  });

  test('a value last written by an earlier mutation of the same device matches', async () => {
    const seen = { expected: { [lead()]: { title: null } } };
    const answer = await world.writer.upload(
      person.actor,
      batch(person, [
        leadEdit(1, clientId, lead(), { title: 'first' }, seen),
        leadEdit(2, clientId, lead(), { title: 'second' }, seen),
      ]),
    );
    expect(answer.results.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
    expect((await leadRow())['title']).toBe('second');
  });

  test('labels of two people are merged', async () => {
    const other = await world.addPerson('account_manager', [clientId]);
    await world.pool.query(`update leads set labels = '{keep,drop}' where id = $1`, [lead()]);
    const seen = { expected: { [lead()]: { labels: ['keep', 'drop'] } } };
    await world.writer.upload(
      other.actor,
      batch(other, [leadEdit(1, clientId, lead(), { labels: ['keep', 'drop', 'theirs'] }, seen)]),
    );
    await world.writer.upload(
      person.actor,
      batch(person, [leadEdit(1, clientId, lead(), { labels: ['keep', 'mine'] }, seen)]),
    );
    expect((await leadRow())['labels']).toEqual(['keep', 'theirs', 'mine']);
  });
});
