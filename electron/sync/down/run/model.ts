import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import type { Load } from '../load/load.ts';
import type { Buffers } from '../plan/cut-plan.ts';
import type { TableBuffer } from '../plan/table-buffer.ts';

/** What a running down-sync knows. Changed in place, by one event at a time. */
export type Model = {
  /** Tables whose rows are visible, with what they have delivered since. */
  buffers: Map<SyncedTableName, TableBuffer>;
  /** LSN and server time of the last cut. */
  lsn: bigint;
  asOf: string | null;
  /** F of the last plan: who is ahead of it has to wait for others. */
  plannedUpTo: bigint;
  /** Tables being read from the start, behind the visible rows. */
  load: Load | null;
  /** Tables that have to be, as soon as a load can begin. */
  mustLoad: Set<SyncedTableName>;
  /** The load could not be shown and has to be made again. */
  mustReload: boolean;
  /** Tables whose stream has delivered all there was and is waiting for more. */
  atHead: Set<SyncedTableName>;
};

/** The buffers as they will be when the load is shown. */
export function buffersWithLoad(model: Model, load: Load): Buffers {
  const buffers = new Map(model.buffers);
  for (const table of load.gone) buffers.delete(table);
  for (const { table, buffer } of load.tables.values()) buffers.set(table, buffer);
  return buffers;
}

/** The buffer that the table's stream feeds. */
export function streamBuffer(model: Model, table: SyncedTableName): TableBuffer | undefined {
  return model.load?.tables.get(table)?.buffer ?? model.buffers.get(table);
}

export function newModel(): Model {
  return {
    buffers: new Map(),
    lsn: 0n,
    asOf: null,
    plannedUpTo: 0n,
    load: null,
    mustLoad: new Set(),
    mustReload: false,
    atHead: new Set(),
  };
}
