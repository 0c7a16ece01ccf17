/** A person changes something on a device, and what they are told about it goes into the ledger. */
import { AppError } from '../../../shared/kernel/app-error.ts';
import { runMutation } from '../../../electron/desktop/run-mutation.ts';
import type { Workspace } from '../../../electron/desktop/workspace.ts';
import { quoted } from '../../../electron/replica/schema/ddl.ts';
import type { Random } from '../../../shared/testing/agency/random.ts';
import type { Device } from '../device/device.ts';
import type { World } from '../world/world.ts';
import type { Call } from './call.ts';
import { makeCall, makeResolution, pickConflict } from './make-call.ts';

/** How a change went, for the story. */
export async function edit(world: World, device: Device, random: Random): Promise<string> {
  if (!device.isUp()) return `${device.name} is off`;
  const living = whileAlive(world, device);
  const workspace = await living(device.workspace());
  if (!workspace) return `${device.name} was killed`;
  const call = makeCall(random, world.pools, clientIdsOf(device));
  return makeChange({ world, device, living, workspace }, random.uuid(), call);
}

export async function settleConflict(world: World, device: Device, random: Random): Promise<string> {
  if (!device.isUp()) return `${device.name} is off`;
  const living = whileAlive(world, device);
  const workspace = await living(device.workspace());
  const open = await living(
    device.replica.look((sql) =>
      sql.query<{ id: string; client_id: string | null }>(
        `SELECT id::text AS id, scope_client_id::text AS client_id FROM conflicts WHERE status = 'open' ORDER BY id`,
      ),
    ),
  );
  const conflict = pickConflict(random, open ?? []);
  if (!workspace || !conflict) return `${device.name} has no open conflict`;
  const call = makeResolution(random, conflict);
  return makeChange({ world, device, living, workspace }, random.uuid(), call);
}

type At = {
  readonly world: World;
  readonly device: Device;
  readonly living: WhileAlive;
  readonly workspace: Workspace;
};

async function makeChange(at: At, id: string, call: Call): Promise<string> {
  const { world, device, living, workspace } = at;
  const expected = call.seen ? await whatIsSeen(at, call.seen) : {};
  world.ledger.ask(id, device.name, call.name);
  const what = `${call.name} on ${device.name}`;
  try {
    const parties = await living(workspace.mutationParties());
    if (!parties) return `${what}: killed before it was saved`;
    const { name, args } = call;
    const done = await living(runMutation(parties, { id, name, args, expected }));
    if (!done) return `${what}: killed while it was saved`;
    world.ledger.mark(id, 'told');
    return `${what}: saved here as number ${done.seq}`;
  } catch (cause) {
    const error = AppError.from(cause);
    // A bug is a finding; anything else is an answer.
    if (error.code === 'bug') world.violations.push(`${what} failed: ${error.message}`);
    world.ledger.mark(id, 'refused');
    return `${what}: refused (${error.code})`;
  }
}

export type WhileAlive = <T>(work: Promise<T>) => Promise<T | null>;

/** The result of work in the device's present life, or null when that life ends over it: the next one knows nothing of it. */
export function whileAlive(world: World, device: Device): WhileAlive {
  const died = device.death().catch(() => null);
  return (work) => world.during(Promise.race([work, died]), `work on ${device.name}`);
}

function clientIdsOf(device: Device): 'all' | readonly string[] {
  const profile = device.disk.profile();
  return profile.accounts.find(({ key }) => key === profile.current)?.session.client_ids ?? [];
}

async function whatIsSeen(
  { device, living }: At,
  seen: NonNullable<Call['seen']>,
): Promise<Record<string, Record<string, unknown>>> {
  const ids = seen.changes.map(({ id }) => id);
  const found = await living(
    device.replica.look((sql) =>
      sql.query<{ row: Record<string, unknown> }>(
        `SELECT to_jsonb(t) AS row FROM ${quoted(seen.table)} t WHERE id = ANY($1::text[]::uuid[])`,
        [ids],
      ),
    ),
  );
  const rows = found ?? [];
  return Object.fromEntries(
    rows.map(({ row }) => {
      const patch = seen.changes.find(({ id }) => id === row['id'])?.patch ?? {};
      return [String(row['id']), Object.fromEntries(Object.keys(patch).map((field) => [field, row[field]]))];
    }),
  );
}
