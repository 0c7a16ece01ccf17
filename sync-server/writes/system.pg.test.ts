import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SYNCED_TABLE_NAMES } from '../../shared/schema/registry.ts';
import { changeEpoch, readEpoch } from './epoch.ts';
import { loadScope, personActor } from './scope.ts';
import { batch, createWorld, leadEdit, mutation, type World } from './testing/world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
}, 120_000);
afterAll(() => world.close());

async function commitOf(id: string): Promise<Record<string, unknown> | undefined> {
  const { rows } = await world.pool.query('select * from commits where id = $1', [id]);
  return rows[0];
}

describe('the server’s own writes', () => {
  test('run as mutations, with a commits row and an activity entry of their own', async () => {
    const id = randomUUID();
    const args = { id, name: 'Ada', email: 'ADA@example.com', role: 'admin' };
    const done = await world.writer.runAsSystem('users/create-profile', args);
    expect(await commitOf(done.id)).toMatchObject({
      scope_client_id: null,
      device_id: null,
      seq: null,
      tables: ['activity', 'users'],
      xid: done.xid,
    });
    const { rows } = await world.pool.query('select email, active from users where id = $1', [id]);
    expect(rows).toEqual([{ email: 'ada@example.com', active: true }]);
    const activity = await world.pool.query('select actor_id, summary from activity where id = $1', [
      done.id,
    ]);
    expect(activity.rows).toEqual([{ actor_id: null, summary: 'Added Ada as admin' }]);
  });

  test('a job that is tried again takes effect once', async () => {
    const clientId = await world.addClient();
    const [lead = ''] = await world.addLeads(clientId, 1);
    const id = randomUUID();
    const args = { client_id: clientId, changes: [{ id: lead, patch: { labels: ['x'] } }] };
    const results = await Promise.all(
      Array.from({ length: 5 }, () => world.writer.runAsSystem('leads/update', args, { id })),
    );
    expect(new Set(results.map(({ xid }) => xid)).size).toBe(1);
    expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
  });

  test('a refusal is thrown and leaves nothing', async () => {
    const id = randomUUID();
    const load = { table: 'clients', rows: [{ id: randomUUID(), company_name: 'x' }] };
    await expect(world.writer.runAsSystem('rows/load', load, { id })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(world.writer.runAsSystem('no/such', {})).rejects.toMatchObject({ code: 'too_old' });
    expect(await commitOf(id)).toBeUndefined();
  });

  test('a load writes rows of many clients; people cannot', async () => {
    const clients = [await world.addClient(), await world.addClient()];
    const rows = clients.map((client) => ({
      id: randomUUID(),
      scope_client_id: client,
      client_id: client,
      campaign_name: 'Loaded',
    }));
    await world.writer.runAsSystem('rows/load', { table: 'campaigns', rows });
    const { rows: found } = await world.pool.query(`select 1 from campaigns where campaign_name = 'Loaded'`);
    expect(found).toHaveLength(2);
    const admin = await world.addPerson('admin');
    const answer = await world.writer.upload(
      admin.actor,
      batch(admin, [mutation(1, 'rows/load', { table: 'campaigns', rows })]),
    );
    expect(answer.results[0]?.reason?.code).toBe('forbidden');
  });
});

describe('client codes', () => {
  test('one that is taken is replaced by the server, also when two come at once', async () => {
    const admins = await Promise.all([
      world.addPerson('admin'),
      world.addPerson('admin'),
      world.addPerson('admin'),
    ]);
    const creates = admins.map(() =>
      mutation(1, 'clients/create', {
        id: randomUUID(),
        code: 'XG-SAME22',
        fields: { company_name: 'Same' },
      }),
    );
    const answers = await Promise.all(
      admins.map((admin, index) => world.writer.upload(admin.actor, batch(admin, [creates[index]!]))),
    );
    expect(answers.map(({ results }) => results[0]?.outcome)).toEqual(['accepted', 'accepted', 'accepted']);
    const { rows } = await world.pool.query(`select client_id from clients where company_name = 'Same'`);
    const codes = rows.map(({ client_id }) => client_id);
    expect(new Set(codes).size).toBe(3);
    expect(codes).toContain('XG-SAME22');
    for (const code of codes) expect(code).toMatch(/^XG-[A-Z0-9]{6}$/);
  });
});

describe('barriers and the epoch', () => {
  test('a barrier names every table and may be repeated', async () => {
    const id = randomUUID();
    await world.writer.barrier(id);
    await world.writer.barrier(id);
    const commit = await commitOf(id);
    expect(commit).toMatchObject({ scope_client_id: null, device_id: null, tables: [...SYNCED_TABLE_NAMES] });
    expect(commit?.['xid']).toMatch(/^\d+$/);
  });

  test('the epoch is made once, however many ask first, and changes on purpose only', async () => {
    await world.pool.query(`delete from server_state where key = 'epoch'`);
    const epochs = await Promise.all(Array.from({ length: 8 }, () => readEpoch(world.pool)));
    expect(new Set(epochs).size).toBe(1);
    const next = await changeEpoch(world.pool);
    expect(next).not.toBe(epochs[0]);
    expect(await world.writer.epoch()).toBe(next);
  });
});

describe('the scope', () => {
  test('is read from roles and assignments as they are now', async () => {
    const clientId = await world.addClient();
    const manager = await world.addPerson('account_manager', [clientId]);
    const viewer = await world.addPerson('viewer', [clientId]);
    expect(await loadScope(world.pool, manager.userId)).toEqual({
      role: 'account_manager',
      clientIds: new Set([clientId]),
    });
    expect((await loadScope(world.pool, viewer.userId)).clientIds).toBe('all');
    await world.pool.query('update users set active = false where id = $1', [viewer.userId]);
    await expect(loadScope(world.pool, viewer.userId)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(loadScope(world.pool, randomUUID())).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('a change made before the scope was taken away is refused when it arrives after', async () => {
    const clientId = await world.addClient();
    const [lead = ''] = await world.addLeads(clientId, 1);
    const person = await world.addPerson('account_manager', [clientId]);
    await world.pool.query('delete from client_assignments where user_id = $1', [person.userId]);
    const actor = personActor(person.userId, await loadScope(world.pool, person.userId));
    const answer = await world.writer.upload(
      actor,
      batch(person, [leadEdit(1, clientId, lead, { title: 'late' })]),
    );
    expect(answer.results[0]).toMatchObject({
      outcome: 'rejected',
      reason: { code: 'forbidden', hint: 'You do not look after this client (any more).' },
    });
  });
});
