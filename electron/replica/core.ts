/** What the parts of the replica share: the database, the pending list, how far sync has come, and whom to tell. */
import type { RunContext } from './local/run-pending.ts';
import type { PendingList } from './local/pending-list.ts';
import type { ChangeSet } from './store/change-log.ts';
import type { Database } from './store/database.ts';
import type { ReplicaEvent, ReplicaState } from './types.ts';

export type ReplicaCore = RunContext & {
  readonly database: Database;
  readonly pending: PendingList;
  /** Sync's own state as of the last commit. */
  readonly state: () => ReplicaState;
  readonly setState: (state: ReplicaState) => void;
  /** Tells live queries what a committed transaction changed. `person`: somebody is waiting to see it. */
  readonly publish: (changes: ChangeSet, origin: 'person' | 'server') => void;
  readonly emit: (event: ReplicaEvent) => void;
  /** Has indexes made that a load was shown without; undefined when nobody would. */
  readonly indexLater: (() => void) | undefined;
};
