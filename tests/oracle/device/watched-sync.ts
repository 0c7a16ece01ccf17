/** The store's face to the down-sync, with a witness: whoever was told that rows are gone may look. */
import type { ReplicaSync } from '../../../electron/replica/types.ts';

export type SyncWatcher = {
  /** Rows of all clients but these have just been taken away. */
  readonly onDropped: (keep: readonly string[]) => Promise<void>;
};

export function watchedSync(sync: ReplicaSync, watcher: SyncWatcher): ReplicaSync {
  return {
    ...sync,
    dropClients: async (keep) => {
      await sync.dropClients(keep);
      if (keep !== 'all') await watcher.onDropped(keep);
    },
  };
}
