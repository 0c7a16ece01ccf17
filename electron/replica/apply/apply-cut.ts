/**
 * One consistent cut of the server's transactions, in one transaction of ours: rows, positions, what arrived of this
 * device, and the rebase of what is still pending. Screens see all of it or nothing.
 */
import type { ReplicaCore } from '../core.ts';
import type { PendingEntry } from '../local/pending-rows.ts';
import { createChangeLog } from '../store/change-log.ts';
import { advanced, movedPositions, saveState } from '../store/sync-state.ts';
import type { Cut } from '../types.ts';
import { applyServerChanges } from './server-changes.ts';
import { settleNews } from './settle-news.ts';

/** Throws when anything of it could not be applied; then nothing was, and the caller offers the same cut again. */
export async function applyCut(core: ReplicaCore, cut: Cut): Promise<void> {
  const former = core.state();
  const state = advanced(former, cut);
  const arrived = arrivedEntries(core, cut.arrived, state.lsn);
  if (cut.changes.length === 0 && arrived.length === 0 && movedPositions(former, state).length === 0) {
    // Nothing but time has passed: nothing is written.
    core.setState(state);
    tellPosition(core, former.lsn, former.asOf);
    return;
  }
  await core.database.write('sync', async (sql, onCommit) => {
    const log = createChangeLog();
    // What is pending may have changed while this cut waited in line.
    const present = core.state();
    const next = advanced(present, cut);
    const news = await applyServerChanges(sql, core.pending.index, cut.changes, log);
    await saveState(sql, present, next);
    onCommit(() => core.setState(next));
    await settleNews(core, sql, onCommit, log, news, {
      arrived: arrivedEntries(core, cut.arrived, next.lsn),
      rejected: [],
      dropped: [],
    });
  });
  tellPosition(core, former.lsn, former.asOf);
}

/** Pending mutations that the cut contains, by their commits or because every table has passed their LSN. */
export function arrivedEntries(
  core: ReplicaCore,
  ids: readonly string[],
  lsn: string,
): readonly PendingEntry[] {
  const named = new Set(ids);
  return [...core.pending.all()].filter(
    ({ mutation, state, walLsn }) =>
      named.has(mutation.id) || (state === 'accepted' && walLsn !== null && BigInt(walLsn) <= BigInt(lsn)),
  );
}

function tellPosition(core: ReplicaCore, formerLsn: string, formerAsOf: string | null): void {
  const { lsn, asOf } = core.state();
  if (lsn !== formerLsn || asOf !== formerAsOf) core.emit({ kind: 'position', asOf, lsn });
}
