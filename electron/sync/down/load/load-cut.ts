import type { Cut, TablePosition } from '../../../replica/types.ts';
import type { Buffers, CutPlan } from '../plan/cut-plan.ts';
import { afterPlan, arrivedMutations, newestCommitAt } from '../plan/make-cut.ts';
import type { Load } from './load.ts';

/** Stands for a table that was emptied for good, so that it is not emptied again at each start. */
export const EMPTIED = { handle: '', offset: '-1' } as const;

/**
 * The cut that shows a load: first the net effect of what came before the barrier, then the planned changes in commit
 * order. It brings the position of every table that is left.
 */
export function loadCut(
  load: Load,
  buffers: Buffers,
  plan: CutPlan,
  { deviceId, lastAsOf }: { readonly deviceId: string; readonly lastAsOf: string | null },
): Cut {
  const loaded = [...load.tables.values()];
  const positions: TablePosition[] = [];
  for (const { table, handle, stored } of afterPlan(buffers, plan).values()) {
    if (stored !== null) positions.push({ table, handle, offset: stored });
  }
  for (const table of load.gone) positions.push({ table, ...EMPTIED });
  const early = loaded.flatMap(({ newestCommitAt: at }) => at ?? []).toSorted();
  return {
    changes: [...loaded.flatMap(({ net }) => [...net.values()]), ...plan.changes.map(({ change }) => change)],
    positions,
    arrived: [...loaded.flatMap(({ arrived }) => arrived), ...arrivedMutations(plan.changes, deviceId)],
    lsn: `${plan.upTo}`,
    asOf: newestCommitAt(plan.changes) ?? early.at(-1) ?? lastAsOf,
  };
}
