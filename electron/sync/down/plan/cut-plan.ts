/**
 * Decides what becomes visible together. Pure.
 * Law: changes up to F are shown as one, where F is the greatest LSN such that the stream of `commits` has come that
 * far and every table named by a commit up to F has come as far as that commit. Tables that no commit names, and changes
 * that no commit covers (someone's SQL), need the `commits` stream only.
 */
import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import { isSyncedTable } from '../../../../shared/schema/registry.ts';
import { comparePositions, maxLsn } from '../protocol/log-position.ts';
import type { LogChange } from '../protocol/messages.ts';
import type { TableBuffer } from './table-buffer.ts';

export type Buffers = ReadonlyMap<SyncedTableName, TableBuffer>;

export type CutPlan = {
  /** F: everything up to here is complete. Smaller than it could be when the limit cut it short. */
  readonly upTo: bigint;
  /** In commit order. */
  readonly changes: readonly LogChange[];
  /** How many changes each table gives, from the front of its buffer. */
  readonly taken: ReadonlyMap<SyncedTableName, number>;
  /** Tables that have to come this far for the rest to be shown: those that stay silent have to be asked. */
  readonly wanted: ReadonlyMap<SyncedTableName, bigint>;
};

export type PlanOptions = {
  /** Whole transactions are taken until this many changes are reached. */
  readonly limit: number;
  /** Every table must have come this far, named or not: the barrier of a load. */
  readonly barrier?: bigint;
};

/** Plans the next cut. Without a `commits` table nothing can be shown: F is 0. */
export function planCut(buffers: Buffers, options: PlanOptions): CutPlan {
  const commits = buffers.get('commits');
  const wanted = wantedTables(buffers, options.barrier ?? null);
  if (!commits) return { upTo: 0n, changes: [], taken: new Map(), wanted };
  const upTo = completeUpTo(commits, buffers);
  const ready = takenUpTo(buffers, upTo);
  const changes = mergeInOrder(buffers, ready);
  const boundary = changes[options.limit - 1]?.lsn;
  if (boundary === undefined || changes.length <= options.limit)
    return { upTo, changes, taken: ready, wanted };
  const taken = takenUpTo(buffers, boundary);
  return { upTo: boundary, changes: mergeInOrder(buffers, taken), taken, wanted };
}

/** The names in a commit that this device has a stream for. */
export function namedTables(change: LogChange, buffers: Buffers): readonly TableBuffer[] {
  const named: TableBuffer[] = [];
  for (const name of change.commit?.tables ?? []) {
    const buffer = isSyncedTable(name) ? buffers.get(name) : undefined;
    if (buffer) named.push(buffer);
  }
  return named;
}

function completeUpTo(commits: TableBuffer, buffers: Buffers): bigint {
  for (const change of commits.changes) {
    if (change.lsn > commits.frontier) break;
    const isComplete = namedTables(change, buffers).every(({ frontier }) => frontier >= change.lsn);
    if (!isComplete) return change.lsn - 1n;
  }
  return commits.frontier;
}

function takenUpTo(buffers: Buffers, upTo: bigint): Map<SyncedTableName, number> {
  const taken = new Map<SyncedTableName, number>();
  for (const { table, changes, openLsn } of buffers.values()) {
    let count = 0;
    for (const { lsn } of changes) {
      if (lsn > upTo || lsn === openLsn) break;
      count += 1;
    }
    if (count > 0) taken.set(table, count);
  }
  return taken;
}

function mergeInOrder(buffers: Buffers, taken: ReadonlyMap<SyncedTableName, number>): readonly LogChange[] {
  const parts = [...taken].map(([table, count]) => buffers.get(table)?.changes.slice(0, count) ?? []);
  return parts.length === 1 ? (parts[0] ?? []) : parts.flat().sort(comparePositions);
}

function wantedTables(buffers: Buffers, barrier: bigint | null): Map<SyncedTableName, bigint> {
  const wanted = new Map<SyncedTableName, bigint>();
  const want = (buffer: TableBuffer, lsn: bigint): void => {
    if (buffer.frontier < lsn) wanted.set(buffer.table, maxLsn(lsn, wanted.get(buffer.table) ?? 0n));
  };
  const commits = buffers.get('commits');
  for (const change of commits?.changes ?? []) {
    for (const named of namedTables(change, buffers)) want(named, change.lsn);
  }
  for (const buffer of buffers.values()) {
    if (barrier !== null) want(buffer, barrier);
    const newest = buffer.changes.at(-1);
    if (commits && newest) want(commits, newest.lsn);
  }
  return wanted;
}
