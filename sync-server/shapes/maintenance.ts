/** The rounds the service makes: prune the log, watch the slot, notice dropped tables, forget shapes nobody reads. */
import { z } from 'zod';
import { errorText } from '../../shared/kernel/app-error.ts';
import type { HandleRegistry } from './handles/registry.ts';
import type { HandleStore } from './handles/handle-store.ts';
import type { Pruning } from './log/prune.ts';
import type { ShapeLogger, ShapeOptions } from './options.ts';
import { readSlot } from './replication/slot.ts';
import type { Queryable } from './storage/database.ts';

export type MaintenanceDependencies = {
  readonly database: Queryable;
  readonly slot: string;
  readonly options: ShapeOptions;
  readonly registry: HandleRegistry;
  readonly store: HandleStore;
  readonly pruning: Pruning;
  readonly log: ShapeLogger;
  /** Handles read since the last round. */
  readonly takeRead: () => readonly string[];
  /** Gives the slot up: the session starts again with a new one. */
  readonly abandonSlot: (reason: string) => Promise<void>;
};

export type MaintenanceReport = { readonly pruned: number; readonly slotLagBytes: number };

export async function runMaintenance(dependencies: MaintenanceDependencies): Promise<MaintenanceReport> {
  const { options, store, registry, pruning, log } = dependencies;
  await endDroppedTables(dependencies);
  const read = dependencies.takeRead();
  if (read.length > 0) await store.markRead(read);
  const idle = await store.findIdle(options.retention.idleShapeMs);
  if (idle.length > 0) {
    registry.end(idle);
    await store.remove(idle);
  }
  const pruned = await pruning.prune(options.retention);
  const slotLagBytes = await watchSlot(dependencies);
  if (pruned > 0) log.info({ changes: pruned }, 'pruned the change log');
  return { pruned, slotLagBytes };
}

async function endDroppedTables({ database, registry, store }: MaintenanceDependencies): Promise<void> {
  const handles = registry.all();
  if (handles.length === 0) return;
  const relids = [...new Set(handles.map((handle) => handle.shape.relation.oid))];
  const result = await database.query(
    'select oid::int8::text as oid from pg_class where oid = any ($1::oid[])',
    [relids],
  );
  const present = new Set(result.rows.map((row) => Number(z.object({ oid: z.string() }).parse(row).oid)));
  const gone = handles.filter((handle) => !present.has(handle.shape.relation.oid)).map((handle) => handle.id);
  if (gone.length === 0) return;
  registry.end(gone);
  await store.remove(gone);
}

async function watchSlot(dependencies: MaintenanceDependencies): Promise<number> {
  const { database, slot, options, log, abandonSlot } = dependencies;
  const state = await readSlot(database, slot);
  if (state.kind !== 'usable') {
    await abandonSlot(`the replication slot is ${state.kind}`);
    return 0;
  }
  if (state.lagBytes > options.maxSlotLagBytes) {
    log.warn(
      { slot, lagBytes: state.lagBytes },
      'the replication slot holds back too much log and is given up',
    );
    await abandonSlot(`it held back ${state.lagBytes} bytes`).catch((cause: unknown) =>
      log.warn({ reason: errorText(cause) }, 'the slot could not be dropped'),
    );
  }
  return state.lagBytes;
}
