/** Everything that must hold once a world is at rest. Answers what does not, in sentences. */
import type { Sql } from '../../../electron/replica/store/database.ts';
import type { Device } from '../device/device.ts';
import { inTime } from '../world/in-time.ts';
import type { World } from '../world/world.ts';
import { compareWithServer } from '../../support/replica/convergence.ts';
import { compareLedger } from './ledger.ts';
import { comeToRest } from './rest.ts';
import { readScopeOf } from '../../support/replica/scope-of.ts';
import { compareWindows } from './windows.ts';
import { lookAtCut } from './cuts.ts';

const LONGEST_CHECK_MS = 60_000;

export async function checkWorld(world: World): Promise<readonly string[]> {
  const restless = await comeToRest(world);
  if (restless) return [...world.violations, `the world did not come to rest: ${restless}`];
  const found: string[] = [...world.violations];
  found.push(...(await compareLedger(world.server.pool, world.ledger.all(), !world.wasRestored)));
  for (const device of world.devices) {
    found.push(
      ...(await inTime(checkDevice(world, device), `the check of ${device.name}`, LONGEST_CHECK_MS)),
    );
  }
  return found;
}

async function checkDevice(world: World, device: Device): Promise<readonly string[]> {
  const replica = device.replica.present();
  if (!replica) return [`${device.name} has no replica`];
  const reader = await readScopeOf(world.server.pool, device.person.id);
  const twins = world.cast.clients.flatMap((client) => client.twins);
  const inReplica = await replica.database.read('idle', async (sql) => [
    ...(await compareWithServer(device.name, sql, world.server.pool, reader, world.scenery.tables)),
    ...(await lookAtCut(sql, twins)).map((one) => `${device.name} ended with ${one}`),
    ...(await leftOver(device, sql)),
  ]);
  return [...inReplica, ...(await compareOutbox(world, device)), ...(await compareWindows(device, replica))];
}

async function leftOver(device: Device, sql: Sql): Promise<readonly string[]> {
  const pending = await sql.query(`SELECT name, state FROM _pending WHERE state <> 'rejected' LIMIT 3`);
  const shadows = await sql.query('SELECT table_name, row_id FROM _shadow LIMIT 3');
  return [
    ...pending.map((one) => `${device.name} still holds ${String(one['name'])} as pending`),
    ...shadows.map((one) => `${device.name} still remembers a former row of ${String(one['table_name'])}`),
  ];
}

/** The person is told what the server decided. */
async function compareOutbox(world: World, device: Device): Promise<readonly string[]> {
  const { outbox } = await device.workspace();
  const { rows } = await world.server.pool.query<{ id: string; outcome: string }>(
    'select id, outcome::text from device_mutations',
  );
  const outcomes = new Map(rows.map(({ id, outcome }) => [id, outcome]));
  const found: string[] = [];
  for (const entry of world.ledger.all()) {
    const mine = outbox.find(entry.id);
    const outcome = outcomes.get(entry.id);
    if (!mine || outcome === undefined) continue;
    if ((mine.phase === 'rejected') !== (outcome === 'rejected')) {
      found.push(
        `${device.name} shows ${entry.name} (${entry.id}) as ${mine.phase}; the server says ${outcome}`,
      );
    }
    if (mine.phase === 'rejected' && !mine.reason?.hint)
      found.push(`${device.name} cannot say why ${entry.id} was rejected`);
  }
  return found.slice(0, 4);
}
