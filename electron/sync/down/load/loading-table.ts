import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import type { SnapshotRows, StagedLoad } from '../../../replica/types.ts';
import { emptyBuffer, receive, type Delivery, type TableBuffer } from '../plan/table-buffer.ts';
import { parseCommitRow, type CommitRow } from '../protocol/commit-row.ts';
import { addToNet, type NetChanges } from './net-changes.ts';

/** One table of a load: what was staged of it, and what its log brought since its snapshot. */
export type LoadingTable = {
  readonly table: SyncedTableName;
  rows: number;
  isSnapshotDone: boolean;
  /** Changes that are certainly older than the barrier. */
  net: NetChanges;
  /** The rest, position by position. */
  buffer: TableBuffer;
  /** Rows of `commits` that the snapshot or the early log contained, of this device. */
  arrived: string[];
  newestCommitAt: string | null;
};

export function newLoadingTable(table: SyncedTableName): LoadingTable {
  return {
    table,
    rows: 0,
    isSnapshotDone: false,
    net: new Map(),
    buffer: emptyBuffer(table),
    arrived: [],
    newestCommitAt: null,
  };
}

/** Forgets everything: the shape is read again from its beginning. */
export function resetLoadingTable(loading: LoadingTable): void {
  Object.assign(loading, newLoadingTable(loading.table));
}

export function countRows(rows: SnapshotRows): number {
  return 'text' in rows ? rows.count : rows.length;
}

/** Stages the snapshot's rows of a delivery. `stage` is awaited. */
export async function stageRows(
  loading: LoadingTable,
  rows: SnapshotRows,
  deviceId: string,
  stage: StagedLoad['stage'],
): Promise<void> {
  await stage(loading.table, rows);
  loading.rows += countRows(rows);
  if (loading.table !== 'commits' || 'text' in rows) return;
  for (const row of rows) noteCommit(loading, parseCommitRow(row), deviceId);
}

/**
 * Takes in the log part of a delivery. Before the barrier is written (`isEarly`) only its net effect is kept: whatever
 * has been delivered by then was committed before the barrier, so it will be shown together.
 */
export function receiveLog(
  loading: LoadingTable,
  delivery: Delivery,
  isEarly: boolean,
  deviceId: string,
): void {
  const buffer = receive(loading.buffer, delivery);
  const { changes, isUpToDate, snapshotEnded } = delivery;
  if (snapshotEnded || isUpToDate || changes.length > 0) loading.isSnapshotDone = true;
  if (!isEarly) {
    loading.buffer = buffer;
    return;
  }
  for (const { change, commit } of buffer.changes) {
    addToNet(loading.net, change);
    noteCommit(loading, commit, deviceId);
  }
  loading.buffer = { ...buffer, changes: [] };
}

function noteCommit(loading: LoadingTable, commit: CommitRow | null, deviceId: string): void {
  if (!commit) return;
  if (commit.deviceId === deviceId) loading.arrived.push(commit.id);
  const { newestCommitAt } = loading;
  if (commit.at !== null && (newestCommitAt === null || commit.at > newestCommitAt)) {
    loading.newestCommitAt = commit.at;
  }
}
