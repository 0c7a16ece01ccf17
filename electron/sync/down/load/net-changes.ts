import type { ServerChange } from '../../../replica/types.ts';

/**
 * The net effect of a log, one change per row. A shape that others have used for long brings a snapshot of then and the
 * whole log since: kept row by row, it takes no more memory than the rows it touches.
 */
export type NetChanges = Map<string, ServerChange>;

export function addToNet(net: NetChanges, change: ServerChange): void {
  const before = net.get(change.id);
  if (change.op !== 'update' || !before || before.op === 'delete') net.set(change.id, change);
  else net.set(change.id, { ...before, row: { ...before.row, ...change.row } });
}
