/** What happens to the server and its database, and what the agency decides. */
import { randomUUID } from 'node:crypto';
import type { CastPerson } from '../world/cast.ts';
import type { World } from '../world/world.ts';
import type { Perform } from './device-steps.ts';
import { patiently } from './patiently.ts';

export const killWrites: Perform = async (world) => {
  await world.server.killWrites();
  return 'the server is killed and started again';
};

export const faultInWrite: Perform = (world, _device, random) => {
  const after = random.int(1, 12);
  const fault = random.pick([
    'lost_before',
    'lost_after',
    'deadlock',
    'killed_before',
    'killed_after',
  ] as const);
  world.server.armWrites(after, fault);
  return `the write path will meet "${fault.replace('_', ' ')}" at its statement ${after} from now`;
};

export const killShapes: Perform = async (world) => {
  await world.server.shapes.kill();
  return 'the shape service is killed and started again';
};

export const cutConnections: Perform = async (world) => {
  await world.server.cutConnections();
  return 'every connection to the database is cut';
};

export const pruneLog: Perform = async (world) => {
  await world.server.shapes.prune();
  return 'the shape log is pruned to its newest transactions';
};

export const loseSlot: Perform = async (world) => {
  await world.server.shapes.loseSlot();
  return 'the replication slot is lost';
};

export const changeScope: Perform = async (world, _device, random) => {
  const person = random.pick(managersOf(world));
  const client = random.pick(world.cast.clients);
  const { rows } = await world.server.pool.query<{ id: string }>(
    'select id from client_assignments where user_id = $1 and client_id = $2',
    [person.id, client.id],
  );
  const [assigned] = rows;
  await asSystem(
    world,
    assigned ? 'client-assignments/unassign' : 'client-assignments/assign',
    assigned
      ? { id: assigned.id, client_id: client.id }
      : { id: randomUUID(), client_id: client.id, user_id: person.id },
  );
  return `${person.name} ${assigned ? 'no longer looks' : 'looks'} after a client`;
};

export const changeRole: Perform = async (world, _device, random) => {
  const person = random.pick(managersOf(world));
  const role = random.pick(['account_manager', 'viewer', 'admin'] as const);
  await asSystem(world, 'users/update', { id: person.id, patch: { role } });
  return `${person.name} becomes ${role}`;
};

/** Account managers who have a device in this world; there is always one. */
function managersOf(world: World): readonly CastPerson[] {
  const present = new Set(world.devices.map(({ person }) => person.id));
  return world.cast.people.filter(({ id, role }) => role === 'account_manager' && present.has(id));
}

/** Somebody's SQL, past every mutation. */
export const foreignSql: Perform = async (world, _device, random) => {
  const client = random.pick(world.cast.clients);
  const lead = random.pick(client.leads.length > 0 ? client.leads : ['00000000-0000-0000-0000-000000000000']);
  const value = `sql ${(world.pools.count += 1)}`;
  await patiently(() =>
    world.server.pool.query('update leads set website = $2 where id = $1', [lead, value]),
  );
  return 'somebody changes a lead with SQL';
};

export const addColumn: Perform = async (world, _device, random) => {
  const table = random.pick(['leads', 'notes', 'activity', 'campaigns'] as const);
  const column = `extra_${(world.pools.count += 1)}`;
  await patiently(() =>
    world.server.pool.query(`alter table ${table} add column ${column} text default 'new'`),
  );
  return `${table} gains a column that the desktops do not know`;
};

export const addLabel: Perform = async (world, _device, random) => {
  const label = `label_${(world.pools.count += 1)}`;
  await world.server.pool.query(`alter type lead_status add value '${label}'`);
  const client = random.pick(world.cast.clients);
  await patiently(() =>
    world.server.pool.query(`update leads set status = '${label}' where id = any($1::uuid[])`, [
      client.leads.slice(0, 1),
    ]),
  );
  return 'a lead gets a status that the desktops do not know';
};

async function asSystem(world: Parameters<Perform>[0], name: string, args: unknown): Promise<void> {
  const work = world.server.life().writer.runAsSystem(name, args);
  // A refusal is an answer; a killed server never gives one.
  const done = work.then(() => 'done').catch(() => 'refused');
  await world.during(Promise.race([done, new Promise((resolve) => setTimeout(resolve, 2_000))]), name);
}
