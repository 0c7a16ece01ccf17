/** Takes in what a table's stream brings: to the load it belongs to, or to the visible table's buffer. */
import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import { receive } from '../plan/table-buffer.ts';
import type { ShapeDelivery } from '../stream/delivery-shelf.ts';
import type { Model } from './model.ts';
import type { Notifier } from './notifier.ts';

/** A table that is ahead of the others stops being read when it has this many changes waiting. */
const HIGH_WATER = 10_000;

export type Intake = {
  /** Resolves when the stream may go on. */
  readonly deliver: (table: SyncedTableName, delivery: ShapeDelivery, signal: AbortSignal) => Promise<void>;
  /** The table's shape is void. True when its stream may go on, from the start; false when it has to end. */
  readonly refetch: (table: SyncedTableName, signal: AbortSignal) => Promise<boolean>;
};

export function createIntake(model: Model, changed: Notifier): Intake {
  const deliver: Intake['deliver'] = async (table, delivery, signal) => {
    if (delivery.isUpToDate) model.atHead.add(table);
    else model.atHead.delete(table);
    const { load } = model;
    if (load?.tables.has(table)) {
      await load.deliver(table, delivery);
      changed.notify();
      return;
    }
    const buffer = model.buffers.get(table);
    if (!buffer) return;
    model.buffers.set(table, receive(buffer, delivery));
    if (table === 'commits') load?.seekBarrier(delivery.changes);
    changed.notify();
    while (!signal.aborted && isAhead(model, table)) await changed.next(signal);
  };

  const refetch: Intake['refetch'] = async (table, signal) => {
    model.atHead.delete(table);
    // What is being shown at this moment can no longer be restarted: it is refetched when it is there.
    while (!signal.aborted && model.load?.isShowing()) await changed.next(signal);
    const isLoading = model.load?.tables.has(table) ?? false;
    if (isLoading) await model.load?.refetch(table);
    else model.mustLoad.add(table);
    changed.notify();
    return isLoading;
  };
  return { deliver, refetch };
}

/**
 * Is this table so far ahead that it should wait for others? Never one that others wait for: F stands at the frontier of
 * whoever holds it up, and a load needs its barrier and every table up to it.
 */
function isAhead(model: Model, table: SyncedTableName): boolean {
  const buffer = model.buffers.get(table);
  if (!buffer || buffer.changes.length < HIGH_WATER || buffer.frontier <= model.plannedUpTo) return false;
  if (!model.load) return true;
  const barrier = model.load.barrier();
  return barrier === null ? table !== 'commits' : buffer.frontier >= barrier;
}
