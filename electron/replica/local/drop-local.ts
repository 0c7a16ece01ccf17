/** Undoes pending mutations, re-running what depends on them. */
import { NOTHING_REMOVED, settleNews } from '../apply/settle-news.ts';
import type { ReplicaCore } from '../core.ts';
import { createChangeLog } from '../store/change-log.ts';

/** For mutations that will not be sent, and for rejected ones that were dismissed. Unknown ids are ignored. */
export async function dropLocal(core: ReplicaCore, ids: readonly string[]): Promise<void> {
  if (!ids.some((id) => core.pending.byId(id))) return;
  await core.database.write('edit', async (sql, onCommit) => {
    const dropped = ids.flatMap((id) => core.pending.byId(id) ?? []);
    await settleNews(
      core,
      sql,
      onCommit,
      createChangeLog(),
      { rows: [], searches: [] },
      { ...NOTHING_REMOVED, dropped },
    );
  });
}
