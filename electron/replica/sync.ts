/** The replica as the down-sync sees it. */
import { beginLoad } from './apply/staged-load.ts';
import { applyCut } from './apply/apply-cut.ts';
import { dropClients } from './apply/drop-clients.ts';
import type { ReplicaCore } from './core.ts';
import type { ReplicaSync } from './types.ts';

export function createReplicaSync(core: ReplicaCore): ReplicaSync {
  return {
    state: async () => core.state(),
    applyCut: (cut) => applyCut(core, cut),
    beginLoad: (tables) => beginLoad(core, tables),
    dropClients: (keep) => dropClients(core, keep),
  };
}
