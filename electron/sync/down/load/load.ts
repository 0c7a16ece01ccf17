/**
 * Reads tables from the start behind the rows that are visible: first load, must-refetch and a new scope alike.
 * Snapshots go to staging, a few tables at a time; then the server writes a barrier, and when every stream has passed it
 * all is shown at once. Law: nothing that was staged is visible before the barrier is.
 */
import { AppError } from '../../../../shared/kernel/app-error.ts';
import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import type { StagedLoad } from '../../../replica/types.ts';
import type { LogChange } from '../protocol/messages.ts';
import { createBarrier, type BarrierPorts } from './barrier.ts';
import type { ShapeDelivery } from '../stream/delivery-shelf.ts';
import {
  countRows,
  newLoadingTable,
  receiveLog,
  resetLoadingTable,
  stageRows,
  type LoadingTable,
} from './loading-table.ts';

/** Snapshots read at the same time. */
const TABLES_AT_ONCE = 4;

/** The large tables, largest first: the others are read beside them, and not one after the other before. */
const LARGE: readonly SyncedTableName[] = ['leads', 'messages', 'activity', 'campaign_metrics'];

/** 0 for a small table. */
function sizeRank(table: SyncedTableName): number {
  const at = LARGE.indexOf(table);
  return at === -1 ? 0 : LARGE.length - at;
}

export type LoadPorts = BarrierPorts & {
  readonly staged: StagedLoad;
  readonly deviceId: string;
  /** Store calls, repeated until they succeed. */
  readonly persist: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
  /** The whole down-sync's. */
  readonly signal: AbortSignal;
  readonly openStream: (table: SyncedTableName) => void;
  readonly onProgress: () => void;
};

export type Load = {
  readonly tables: ReadonlyMap<SyncedTableName, LoadingTable>;
  /** Tables that end up empty. */
  readonly gone: readonly SyncedTableName[];
  readonly staged: StagedLoad;
  readonly begin: () => void;
  /** Takes a delivery of one of its tables. */
  readonly deliver: (table: SyncedTableName, delivery: ShapeDelivery) => Promise<void>;
  /** The shape of one of its tables is void: that table starts over. */
  readonly refetch: (table: SyncedTableName) => Promise<void>;
  /** Looks for the barrier among changes of `commits`, when that is none of its tables. */
  readonly seekBarrier: (changes: readonly LogChange[]) => void;
  /** Where the barrier stands, once it was seen. */
  readonly barrier: () => bigint | null;
  /** From here on it can no longer be restarted. */
  readonly beginShowing: () => void;
  readonly isShowing: () => boolean;
  /** It is over: abandoned or shown. What was still to be staged is not. */
  readonly end: () => void;
};

export function createLoad(
  names: readonly SyncedTableName[],
  gone: readonly SyncedTableName[],
  ports: LoadPorts,
): Load {
  const tables = new Map(names.map((name) => [name, newLoadingTable(name)]));
  const waiting = names.toSorted((a, b) => sizeRank(b) - sizeRank(a));
  const ending = new AbortController();
  const signal = AbortSignal.any([ending.signal, ports.signal]);
  const barrier = createBarrier(ports, signal);
  let isShowing = false;

  const openNext = (): void => {
    const next = waiting.shift();
    if (next !== undefined) ports.openStream(next);
  };
  const postWhenDone = (): void => {
    if ([...tables.values()].every(({ isSnapshotDone }) => isSnapshotDone)) barrier.post();
  };

  const deliver = async (table: SyncedTableName, delivery: ShapeDelivery): Promise<void> => {
    const loading = tables.get(table);
    if (!loading) return;
    // Without rows nothing is awaited: a load that is being shown must not overtake the changes it waited for.
    if (countRows(delivery.rows) > 0) {
      await stageRows(loading, delivery.rows, ports.deviceId, (name, rows) =>
        ports.persist(() => ports.staged.stage(name, rows), signal),
      );
    }
    const wasDone = loading.isSnapshotDone;
    receiveLog(loading, delivery, !barrier.isPosted(), ports.deviceId);
    if (table === 'commits') barrier.seek(delivery.changes);
    ports.onProgress();
    if (wasDone || !loading.isSnapshotDone) return;
    openNext();
    postWhenDone();
  };

  return {
    tables,
    gone,
    staged: ports.staged,
    begin: () => {
      for (let index = 0; index < TABLES_AT_ONCE; index += 1) openNext();
      postWhenDone();
    },
    deliver,
    refetch: async (table) => {
      const loading = tables.get(table);
      if (!loading) return;
      barrier.withdraw();
      resetLoadingTable(loading);
      await ports.persist(() => ports.staged.restart(table), signal);
    },
    seekBarrier: barrier.seek,
    barrier: barrier.lsn,
    beginShowing: () => void (isShowing = true),
    isShowing: () => isShowing,
    end: () => {
      barrier.withdraw();
      ending.abort(new AppError('cancelled', 'the load is over'));
    },
  };
}
