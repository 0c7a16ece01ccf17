/** One device, one server and a clock: what the tests of the down-sync have in common. */
import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import type { ReplicaEvent, ReplicaSession } from '../../../replica/types.ts';
import { virtualTimers } from '../../connectivity/virtual-timers.ts';
import { startDownSync } from '../start.ts';
import type { DownSync } from '../types.ts';
import { fakeCentral } from './fake-central.ts';
import { fakeServer } from './fake-server.ts';
import { memoryReplica } from './memory-replica.ts';

export const TABLES = [
  'commits',
  'clients',
  'leads',
  'notes',
  'saved_views',
] as const satisfies readonly SyncedTableName[];
export const DEVICE = 'd0000000-0000-4000-8000-000000000000';

/** Lets everything that can run without a timer run. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export function desk() {
  const timers = virtualTimers(settle, 1_800_000_000_000);
  const central = fakeCentral();
  const server = fakeServer(central, timers);
  const replica = memoryReplica();
  const events: ReplicaEvent[] = [];
  let seed = 1;
  let running: DownSync | null = null;

  const session = (over: Partial<ReplicaSession> = {}): ReplicaSession => ({
    serverUrl: 'http://server.test',
    token: 't',
    actor: { userId: 'u', role: 'admin', clientIds: 'all' },
    deviceId: DEVICE,
    tables: TABLES,
    scope: 'all',
    epoch: 'e1',
    ...over,
  });
  const randomBytes = (count: number): Uint8Array =>
    Uint8Array.from({ length: count }, () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % 256;
    });

  const start = (over: Partial<ReplicaSession> = {}): DownSync => {
    running = startDownSync({
      sync: replica.attach(),
      session: session(over),
      emit: (event) => events.push(event),
      clock: timers,
      timers,
      fetch: server.fetch,
      randomBytes,
    });
    return running;
  };
  return {
    timers,
    central,
    server,
    replica,
    events,
    start,
    settle,
    /** The process dies: nothing it still does reaches the store. */
    kill: async (): Promise<void> => {
      replica.kill();
      await running?.stop();
    },
    stop: async (): Promise<void> => {
      await running?.stop();
    },
    wake: (): void => running?.wake(),
    setToken: (token: string): void => running?.setToken(token),
    /** Commits through a mutation of this device, or of another. */
    mutate: (id: string, writes: Parameters<typeof central.write>[0], deviceId: string = DEVICE): void => {
      central.write(writes, { id, deviceId });
      server.announce();
    },
    text: (table: SyncedTableName, rows: ReadonlyMap<string, unknown>): string =>
      `${table} ${JSON.stringify([...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)))}`,
  };
}
