/** What the server said about mutations that were sent. */
import { settleNews } from '../apply/settle-news.ts';
import type { ReplicaCore } from '../core.ts';
import { createChangeLog } from '../store/change-log.ts';
import type { OnCommit, Sql } from '../store/database.ts';
import type { Settlement } from '../types.ts';
import type { PendingEntry } from './pending-rows.ts';
import { savePending } from './pending-rows.ts';

/**
 * Rejected ones are undone, and only they and what depends on them. Accepted ones (also those with a conflict, whose
 * other fields were written) stay as they are until their transaction is here, so that no screen flickers back.
 */
export async function settle(core: ReplicaCore, settlements: readonly Settlement[]): Promise<void> {
  if (!settlements.some(({ id }) => core.pending.byId(id))) return;
  await core.database.write('edit', (sql, onCommit) => acceptAll(core, sql, onCommit, settlements));
  const over = settlements.filter(({ outcome, walLsn }) => outcome === 'rejected' || isPassed(core, walLsn));
  if (over.length === 0) return;
  await core.database.write('edit', async (sql, onCommit) => {
    const arrived: PendingEntry[] = [];
    const rejected: PendingEntry[] = [];
    for (const { id, outcome } of over) {
      const entry = core.pending.byId(id);
      if (entry && entry.state !== 'rejected') (outcome === 'rejected' ? rejected : arrived).push(entry);
    }
    await settleNews(
      core,
      sql,
      onCommit,
      createChangeLog(),
      { rows: [], searches: [] },
      { arrived, rejected, dropped: [] },
    );
  });
}

async function acceptAll(
  core: ReplicaCore,
  sql: Sql,
  onCommit: OnCommit,
  settlements: readonly Settlement[],
): Promise<void> {
  const accepted = settlements.flatMap(({ id, outcome, walLsn }): PendingEntry[] => {
    const entry = core.pending.byId(id);
    if (!entry || entry.state === 'rejected' || outcome === 'rejected') return [];
    return [{ ...entry, state: 'accepted', walLsn }];
  });
  const log = createChangeLog();
  await savePending(sql, accepted);
  for (const { touch } of accepted) for (const key of touch.writes) log.noteBadge(key);
  onCommit(() => {
    for (const entry of accepted) core.pending.put(entry);
    core.publish(log.result(), 'person');
  });
}

function isPassed(core: ReplicaCore, walLsn: string): boolean {
  return BigInt(walLsn) <= BigInt(core.state().lsn);
}

/** For the badge: these are on their way. */
export function markSent(core: ReplicaCore, ids: readonly string[]): void {
  const log = createChangeLog();
  for (const key of core.pending.markSent(ids)) log.noteBadge(key);
  core.publish(log.result(), 'person');
}
