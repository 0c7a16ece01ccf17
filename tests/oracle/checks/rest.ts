/** Brings a world to rest: everything healed, everybody online, until nothing is left to send or to receive. */
import { readEpoch } from '../../../sync-server/writes/epoch.ts';
import { readScopeOf, sameScope } from '../../support/replica/scope-of.ts';
import type { Workspace } from '../../../electron/desktop/workspace.ts';
import type { Device } from '../device/device.ts';
import { CALM } from '../device/network.ts';
import { inTime } from '../world/in-time.ts';
import type { World } from '../world/world.ts';

/** A busy machine may be slow (a batch of a hundred changes is one step); one that makes no step in this time has stopped. */
const LONGEST_STANDSTILL_MS = 45_000;
const LONGEST_REST_MS = 150_000;
const WAKE_EVERY_TICKS = 300;

export async function heal(world: World): Promise<void> {
  // No new fault may begin while those that have begun come to their end.
  world.server.armWrites(Number.MAX_SAFE_INTEGER, 'lost_before');
  for (const device of world.devices) {
    device.network.setWeather(CALM);
    device.network.block('none');
    device.replica.arm(Number.MAX_SAFE_INTEGER, 'disk_full', () => undefined);
  }
  await inTime(world.settled(), 'a fault that began');
  await inTime(world.server.healed(), 'the restart of the server');
  for (const device of world.devices) {
    await inTime(device.start(), `the start of ${device.name}`);
  }
}

/** Answers why it did not come to rest; null when it did. */
export async function comeToRest(world: World): Promise<string | null> {
  await heal(world);
  const epoch = await inTime(readEpoch(world.server.pool), 'reading the epoch');
  const scopes = await Promise.all(
    world.devices.map((device) => readScopeOf(world.server.pool, device.person.id)),
  );
  const isDrained = (device: Device, index: number) =>
    reasonNotDrained(device, sameScope(scopes[index]), epoch);
  const first = await tickUntil(world, isDrained);
  if (first) return first;
  const fence = await inTime(world.server.fence(), 'writing the last commit');
  return tickUntil(world, async (device, index) =>
    (await hasSeen(device, fence)) ? isDrained(device, index) : `${device.name} has not seen the last commit`,
  );
}

type Reason = (device: Device, index: number) => Promise<string | null>;

async function tickUntil(world: World, reasonOf: Reason): Promise<string | null> {
  const until = Date.now() + LONGEST_REST_MS;
  let last = { reason: '', atMs: Date.now() };
  for (let tick = 0; ; tick += 1) {
    const reasons = await Promise.all(world.devices.map(reasonOf));
    const reason = reasons.find((one) => one !== null);
    if (!reason) return null;
    if (reason !== last.reason) last = { reason, atMs: Date.now() };
    if (Date.now() > Math.min(until, last.atMs + LONGEST_STANDSTILL_MS))
      return `${reason}; in the database: ${await whoWaits(world)}`;
    if (tick % WAKE_EVERY_TICKS === 0) await wakeAll(world);
    await new Promise((resolve) => setTimeout(resolve, 1));
    world.time.pass(20);
  }
}

async function wakeAll(world: World): Promise<void> {
  for (const device of world.devices) {
    device
      .workspace()
      .then((workspace) => workspace.wake())
      .catch(() => undefined);
  }
}

async function reasonNotDrained(device: Device, scope: string, epoch: string): Promise<string | null> {
  const replica = device.replica.present();
  if (!replica) return `${device.name} has no replica`;
  const workspace = await inTime(device.workspace(), `the workspace of ${device.name}`);
  const { unanswered, pending } = workspace.outbox.view();
  const state = await replica.sync.state();
  if (unanswered > 0)
    return `${device.name} has ${unanswered} changes to send (${whereItStands(device, workspace)})`;
  if (state.scope !== scope || state.epoch !== epoch || !state.complete) {
    return `${device.name} stands at scope ${state.scope} instead of ${scope} (${workspace.replica.shapes()?.state})`;
  }
  if (pending === 0) return null;
  const phases = workspace.outbox.open().map(({ phase }) => phase);
  const shapes = workspace.replica.shapes();
  return (
    `${device.name} waits for ${pending} changes to come back (${[...new Set(phases)].join(', ')}); ` +
    `its replica is ${shapes?.state} (${shapes?.reason}) at ${state.lsn}, ${whereItStands(device, workspace)}`
  );
}

/** Sessions that wait for a lock, or hold a transaction open. */
async function whoWaits(world: World): Promise<string> {
  const { rows } = await world.server.pool.query<{ text: string }>(
    `select concat_ws(' ', application_name, state, wait_event_type, wait_event, left(query, 120)) as text
       from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
        and (wait_event_type = 'Lock' or state like 'idle in%' or state = 'active')`,
  );
  return rows.map(({ text }) => text).join(' | ') || 'nobody waits';
}

function whereItStands(device: Device, { connectivity, outbox }: Workspace): string {
  const { state, retryInMs } = connectivity.current();
  const open = device.network.underWay().map((url) => new URL(url).pathname);
  const first = outbox.open().find(({ phase }) => phase === 'queued' || phase === 'sent');
  return [
    `${state}, next try ${retryInMs === null ? 'at once' : `in ${retryInMs} ms`}`,
    `sendable ${outbox.view().sendable}`,
    `first ${first?.name} ${first?.seq} ${first?.phase}`,
    `under way: ${open.join(' ') || 'nothing'}`,
  ].join(', ');
}

async function hasSeen(device: Device, commit: string): Promise<boolean> {
  const replica = device.replica.present();
  if (!replica) return false;
  const read = replica.database.read('idle', (sql) =>
    sql.query('SELECT FROM commits WHERE id = $1', [commit]),
  );
  const rows = await inTime(read, `a read of ${device.name}`);
  return rows.length > 0;
}
