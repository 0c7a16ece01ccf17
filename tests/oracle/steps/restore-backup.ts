/** The server goes back to a backup: everything since is gone there, and a new epoch says so. */
import { comeToRest } from '../checks/rest.ts';
import { SERVER_ONLY_TABLES, SYNCED_TABLE_NAMES } from '../../../shared/schema/registry.ts';
import { changeEpoch } from '../../../sync-server/writes/epoch.ts';
import type { World } from '../world/world.ts';
import type { Perform } from './device-steps.ts';
import { patiently } from './patiently.ts';

const KEPT = [...SYNCED_TABLE_NAMES, ...Object.keys(SERVER_ONLY_TABLES), 'device_mutations'];
/** Devices offer again what is younger than seven days by their own clocks, which may be two days off. */
const SURELY_OFFERED = '4 days';

/** The first time a backup is made, the next times it is played back and the devices come by. */
export const restoreBackup: Perform = async (world) => {
  const { pool } = world.server;
  const { rows } = await pool.query(`select 1 from pg_namespace where nspname = 'backup'`);
  if (rows.length === 0) {
    const copies = [...KEPT, 'devices'].map(
      (table) => `create table backup."${table}" as table public."${table}"`,
    );
    await pool.query(
      `begin isolation level repeatable read; create schema backup; ${copies.join('; ')}; commit`,
    );
    return 'a backup of the server is made';
  }
  await forgive(world);
  await world.server.shapes.stop();
  await patiently(() => playBack(world));
  world.wasRestored = true;
  await changeEpoch(pool);
  await world.server.killWrites();
  await world.server.shapes.loseSlot();
  const restless = await comeToRest(world);
  if (restless) world.violations.push(`after a restore the world did not come to rest: ${restless}`);
  return 'the server is restored from its backup';
};

/** What a device does not offer again: refusals, and what was decided long ago. */
async function forgive(world: World): Promise<void> {
  const { rows } = await world.server.pool.query<{ id: string }>(
    `select id from device_mutations where outcome = 'rejected' or received_at < $1::timestamptz - interval '${SURELY_OFFERED}'`,
    [new Date(world.time.now()).toISOString()],
  );
  for (const { id } of rows) if (world.ledger.find(id)?.standing === 'told') world.ledger.mark(id, 'asked');
}

async function playBack(world: World): Promise<void> {
  const { pool } = world.server;
  const { rows } = await pool.query<{ table: string; columns: string }>(
    `select table_name as table, string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns
      where table_schema = 'backup' and table_name = any($1) group by table_name`,
    [KEPT],
  );
  const inserts = rows.map(
    ({ table, columns }) =>
      `insert into public."${table}" (${columns}) select ${columns} from backup."${table}"`,
  );
  const all = KEPT.map((table) => `public."${table}"`).join(', ');
  const client = await pool.connect();
  try {
    await client.query(
      `begin; set local session_replication_role = replica; truncate ${all} cascade; ${inserts.join('; ')};
     update devices d set last_seq = coalesce((select b.last_seq from backup.devices b where b.id = d.id), 0); commit`,
    );
  } catch (cause) {
    await client.query('rollback');
    throw cause;
  } finally {
    client.release();
  }
}
