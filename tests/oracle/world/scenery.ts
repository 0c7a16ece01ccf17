/** How large a seed's world is: most are small, so that many can be played; some are whole. */
import { SYNCED_TABLE_NAMES, type SyncedTableName } from '../../../shared/schema/registry.ts';

/** Tables that people's changes reach. The others only ever arrive with a load. */
const WORKED_ON: readonly SyncedTableName[] = [
  'commits',
  'users',
  'clients',
  'client_assignments',
  'saved_views',
  'incidents',
  'campaigns',
  'meetings',
  'domains',
  'conflicts',
  'requests',
  'notes',
  'lead_imports',
  'leads',
  'activity',
  'onboarding_tasks',
  'suppressions',
];

export type Scenery = {
  readonly tables: readonly SyncedTableName[];
  /** Places in the cast's list of devices. */
  readonly devices: readonly number[];
};

/** Devices of the cast: an admin, an account manager with two, another account manager. */
const DEVICE_SETS: readonly (readonly number[])[] = [
  [0, 1],
  [1, 2],
  [0, 1],
  [0, 1, 2],
  [1, 3],
];
const WHOLE_EVERY = 10;

/** The most devices a world has. */
export const MOST_DEVICES = 3;

export function sceneryOf(seed: number): Scenery {
  return {
    tables: seed % WHOLE_EVERY === 0 ? SYNCED_TABLE_NAMES : WORKED_ON,
    devices: DEVICE_SETS[seed % DEVICE_SETS.length] ?? [0, 1],
  };
}

/** The session as the server tells it, without the tables this world leaves out. */
export function withoutTables<T extends { readonly tables: readonly string[] }>(
  session: T,
  scenery: Scenery,
): T & { readonly tables: string[] } {
  const kept: ReadonlySet<string> = new Set(scenery.tables);
  return { ...session, tables: session.tables.filter((table) => kept.has(table)) };
}
