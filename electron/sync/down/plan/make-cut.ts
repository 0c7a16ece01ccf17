import type { Cut, TablePosition } from '../../../replica/types.ts';
import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import { maxLsn } from '../protocol/log-position.ts';
import type { LogChange } from '../protocol/messages.ts';
import type { Buffers, CutPlan } from './cut-plan.ts';
import { dropApplied, type TableBuffer } from './table-buffer.ts';

/** The buffers once the plan was carried out. */
export function afterPlan(buffers: Buffers, plan: CutPlan): Map<SyncedTableName, TableBuffer> {
  const after = new Map<SyncedTableName, TableBuffer>();
  for (const [table, buffer] of buffers) after.set(table, dropApplied(buffer, plan.taken.get(table) ?? 0));
  return after;
}

/** The positions that change with it. */
export function changedPositions(before: Buffers, after: Buffers): readonly TablePosition[] {
  const positions: TablePosition[] = [];
  for (const { table, handle, stored } of after.values()) {
    if (stored !== null && stored !== before.get(table)?.stored)
      positions.push({ table, handle, offset: stored });
  }
  return positions;
}

/** Ids of the mutations of one device whose transactions are among the changes. */
export function arrivedMutations(changes: readonly LogChange[], deviceId: string): readonly string[] {
  return changes.flatMap(({ commit }) => (commit?.deviceId === deviceId ? [commit.id] : []));
}

/** Server time of the newest commit among the changes, or null. */
export function newestCommitAt(changes: readonly LogChange[]): string | null {
  return changes.findLast(({ commit }) => commit?.at)?.commit?.at ?? null;
}

/** The cut a plan stands for. `lsn` never goes back, although a late change may be older than the last cut. */
export function makeCut(buffers: Buffers, plan: CutPlan, deviceId: string, lastLsn: bigint): Cut {
  return {
    changes: plan.changes.map(({ change }) => change),
    positions: changedPositions(buffers, afterPlan(buffers, plan)),
    arrived: arrivedMutations(plan.changes, deviceId),
    lsn: `${maxLsn(lastLsn, plan.upTo)}`,
    asOf: newestCommitAt(plan.changes),
  };
}
