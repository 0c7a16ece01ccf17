/** The end of every transaction that brings news: rebase, `_pending`, and the effects on memory once it is committed. */
import type { ReplicaCore } from '../core.ts';
import { deletePending, savePending } from '../local/pending-rows.ts';
import type { PendingEntry } from '../local/pending-rows.ts';
import { rebase } from '../rebase/run-rebase.ts';
import { createRebaseStore } from '../rebase/sql-rebase-store.ts';
import type { ChangeLog } from '../store/change-log.ts';
import type { OnCommit, Sql } from '../store/database.ts';
import type { LocalEffect } from '../types.ts';
import type { ServerNews } from './server-changes.ts';

export type Removed = {
  /** Contained in the server's rows now. */
  readonly arrived: readonly PendingEntry[];
  /** Refused by the server: kept for the badge of their rows. */
  readonly rejected: readonly PendingEntry[];
  /** Forgotten. */
  readonly dropped: readonly PendingEntry[];
};

export const NOTHING_REMOVED: Removed = { arrived: [], rejected: [], dropped: [] };

/** Rebases over `news` and `removed`, and arranges that memory, live queries and listeners follow the commit. */
export async function settleNews(
  core: ReplicaCore,
  sql: Sql,
  onCommit: OnCommit,
  log: ChangeLog,
  news: ServerNews,
  removed: Removed,
): Promise<void> {
  const gone = [...removed.arrived, ...removed.rejected, ...removed.dropped];
  const effects = new Map<number, LocalEffect>();
  const seqs = new Set(gone.filter(({ state }) => state !== 'rejected').map(({ mutation }) => mutation.seq));
  const { reruns } = await rebase(
    createRebaseStore(core, sql, core.pending, log, effects),
    core.pending.index,
    {
      removed: seqs,
      rows: news.rows,
      searches: news.searches,
      seqs: news.seqs ?? [],
    },
  );
  const rerun = [...reruns].flatMap(([seq, { touch, error }]): PendingEntry[] => {
    const entry = core.pending.active(seq);
    return entry ? [{ ...entry, touch, error, effect: effects.get(seq) ?? entry.effect }] : [];
  });
  const rejected = removed.rejected.map((entry): PendingEntry => ({ ...entry, state: 'rejected' }));
  await deletePending(
    sql,
    [...removed.arrived, ...removed.dropped].map(({ mutation }) => mutation.id),
  );
  await savePending(sql, [...rerun, ...rejected]);
  for (const { touch } of [...gone, ...rerun]) for (const key of touch.writes) log.noteBadge(key);
  onCommit(() => {
    for (const { mutation } of [...removed.arrived, ...removed.dropped]) core.pending.remove(mutation.id);
    for (const entry of [...rerun, ...rejected]) core.pending.put(entry);
    core.publish(log.result(), 'server');
    if (removed.arrived.length > 0) {
      core.emit({ kind: 'arrived', ids: removed.arrived.map(({ mutation }) => mutation.id) });
    }
  });
}
