import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import type { TablePosition } from '../../../replica/types.ts';
import {
  comparePositions,
  formatOffset,
  maxLsn,
  parseOffset,
  type LogPosition,
} from '../protocol/log-position.ts';
import type { LogChange, ShapeMessages } from '../protocol/messages.ts';

/** What one table has delivered and is not shown yet. A value: every step returns a new one. */
export type TableBuffer = {
  readonly table: SyncedTableName;
  readonly handle: string;
  /** Every change of this table up to here has been received. */
  readonly frontier: bigint;
  /** Received, not applied, in log order. */
  readonly changes: readonly LogChange[];
  /** The transaction at the end of `changes` is still arriving. */
  readonly openLsn: bigint | null;
  /** Offset after the last received message. */
  readonly received: string;
  /** Offset after the last applied message, as the store has it; null when it has none. */
  readonly stored: string | null;
  /** Place of the last received change: whatever is at or before it has been here already. */
  readonly last: LogPosition | null;
};

export type Delivery = ShapeMessages & { readonly handle: string; readonly offset: string };

/** A table that goes on where the store left off. `lsn` is the LSN of the last cut. */
export function resumedBuffer(position: TablePosition, lsn: bigint): TableBuffer {
  return {
    table: position.table,
    handle: position.handle,
    frontier: lsn,
    changes: [],
    openLsn: null,
    received: position.offset,
    stored: position.offset,
    last: parseOffset(position.offset),
  };
}

/** A table that starts from nothing. */
export function emptyBuffer(table: SyncedTableName): TableBuffer {
  return {
    table,
    handle: '',
    frontier: 0n,
    changes: [],
    openLsn: null,
    received: '-1',
    stored: null,
    last: null,
  };
}

/** Takes in a response. What was delivered before is dropped, so a repeated response changes nothing. */
export function receive(buffer: TableBuffer, delivery: Delivery): TableBuffer {
  const { last } = buffer;
  const fresh =
    last === null
      ? delivery.changes
      : delivery.changes.filter((change) => comparePositions(change, last) > 0);
  const newest = fresh.at(-1) ?? null;
  return {
    ...buffer,
    handle: delivery.handle,
    changes: fresh.length === 0 ? buffer.changes : [...buffer.changes, ...fresh],
    openLsn: newest === null && !delivery.isUpToDate ? buffer.openLsn : delivery.openLsn,
    received: delivery.offset,
    last: newest ?? last,
    frontier: maxLsn(buffer.frontier, deliveredFrontier(delivery)),
  };
}

/** The table was asked and has nothing newer up to `lsn`. */
export function knownSilent(buffer: TableBuffer, lsn: bigint): TableBuffer {
  return lsn > buffer.frontier ? { ...buffer, frontier: lsn } : buffer;
}

/** Removes the first `count` changes, as applied. */
export function dropApplied(buffer: TableBuffer, count: number): TableBuffer {
  const changes = buffer.changes.slice(count);
  const lastTaken = buffer.changes[count - 1];
  if (changes.length === 0) return { ...buffer, changes, stored: buffer.received };
  return lastTaken ? { ...buffer, changes, stored: formatOffset(lastTaken) } : buffer;
}

function deliveredFrontier({ changes, isUpToDate, openLsn, seenLsn }: ShapeMessages): bigint {
  const newest = changes.at(-1)?.lsn ?? 0n;
  if (isUpToDate) return maxLsn(newest, seenLsn ?? 0n);
  return openLsn === null ? newest : openLsn - 1n;
}
