/** What the server said about mutations that were sent. */
import { settleNews } from '../apply/settle-news.ts';
import type { ReplicaCore } from '../core.ts';
import { createChangeLog } from '../store/change-log.ts';
import type { Settlement } from '../types.ts';
import type { PendingEntry } from './pending-rows.ts';
import { savePending } from './pending-rows.ts';

/**
 * Rejected ones are undone, and only they and what depends on them. Accepted ones (also those with a conflict, whose
 * other fields were written) stay as they are until their transaction is here, so that no screen flickers back.
 */
export async function settle(core: ReplicaCore, settlements: readonly Settlement[]): Promise<void> {
  if (!settlements.some(({ id }) => core.pending.byId(id))) return;
  await core.database.write('edit', async (sql, onCommit) => {
    const waiting: PendingEntry[] = [];
    const arrived: PendingEntry[] = [];
    const rejected: PendingEntry[] = [];
    for (const { id, outcome, walLsn } of settlements) {
      const entry = core.pending.byId(id);
      if (!entry || entry.state === 'rejected') continue;
      if (outcome === 'rejected') rejected.push(entry);
      else if (BigInt(walLsn) <= BigInt(core.state().lsn)) arrived.push(entry);
      else waiting.push({ ...entry, state: 'accepted', walLsn });
    }
    const log = createChangeLog();
    await savePending(sql, waiting);
    for (const { touch } of waiting) for (const key of touch.writes) log.noteBadge(key);
    onCommit(() => {
      for (const entry of waiting) core.pending.put(entry);
    });
    await settleNews(
      core,
      sql,
      onCommit,
      log,
      { rows: [], searches: [] },
      { arrived, rejected, dropped: [] },
    );
  });
}

/** For the badge: these are on their way. */
export function markSent(core: ReplicaCore, ids: readonly string[]): void {
  const log = createChangeLog();
  for (const key of core.pending.markSent(ids)) log.noteBadge(key);
  core.publish(log.result());
}
