import { EMPTIED } from '../load/load-cut.ts';
import { SCHEMA_VERSION, syncedTable, type SyncedTableName } from '../../../../shared/schema/registry.ts';
import type { ReplicaSession, ReplicaState, TablePosition } from '../../../replica/types.ts';

/** How a replica in this state goes on in this session. */
export type StartPlan = {
  /** Streams that go on where they were. */
  readonly resume: readonly TablePosition[];
  /** Tables to be read from the start, behind the rows that are there. */
  readonly load: readonly SyncedTableName[];
  /** Tables the person may no longer read: they end up empty. */
  readonly gone: readonly SyncedTableName[];
  /** Rows of other clients go at once; null when the scope is the same. */
  readonly keepClients: 'all' | readonly string[] | null;
  /** The LSN the replica is complete up to; 0 when nothing that is there counts. */
  readonly lsn: bigint;
};

/** Decides what is resumed and what is loaded. Pure. */
export function planStart(state: ReplicaState, session: ReplicaSession): StartPlan {
  const isNewScope = state.scope !== session.scope;
  const keepClients = state.complete && isNewScope ? session.actor.clientIds : null;
  const present = state.positions.filter(({ offset }) => offset !== EMPTIED.offset);
  const stored = new Map(present.map((position) => [position.table, position]));
  const gone = [...stored.keys()].filter((table) => !session.tables.includes(table));
  const isOtherDatabase = state.epoch !== session.epoch || state.schemaVersion !== SCHEMA_VERSION;
  if (!state.complete || isOtherDatabase) {
    return { resume: [], load: session.tables, gone, keepClients, lsn: 0n };
  }
  const resume: TablePosition[] = [];
  const load: SyncedTableName[] = [];
  for (const table of session.tables) {
    const position = stored.get(table);
    // What a person reads of their own does not depend on their clients.
    const isStale = isNewScope && syncedTable(table).visibility !== 'own';
    if (position && !isStale) resume.push(position);
    else load.push(table);
  }
  return { resume, load, gone, keepClients, lsn: BigInt(state.lsn) };
}
