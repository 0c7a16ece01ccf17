/** The replica as one object, inside its process: everything behind ReplicaSync and ReplicaClient but the port. */
import type { PGlite } from '@electric-sql/pglite';
import type { MutationRegistry } from '../../shared/mutations/registered.ts';
import type { QueryRegistry } from '../../shared/queries/registered.ts';
import { SYNCED_TABLE_NAMES } from '../../shared/schema/registry.ts';
import type { ReplicaCore } from './core.ts';
import type { LiveHandle, LiveHub } from './live/hub.ts';
import { createLiveHub } from './live/hub.ts';
import { createBadges } from './live/badges.ts';
import { applyLocal } from './local/apply-local.ts';
import { dropLocal } from './local/drop-local.ts';
import { createPendingList } from './local/pending-list.ts';
import { readPending } from './local/pending-rows.ts';
import { restorePending, retryRefused } from './local/restore-pending.ts';
import { markSent, settle } from './local/settle.ts';
import { quoted } from './schema/ddl.ts';
import type { Database } from './store/database.ts';
import { createDatabase, sqlOver } from './store/database.ts';
import { isMachineFailure } from './store/failures.ts';
import { readState } from './store/sync-state.ts';
import { createReplicaSync } from './sync.ts';
import type { ReplicaClient, ReplicaEvent, ReplicaSession, ReplicaSync } from './types.ts';

export type ReplicaOptions = {
  readonly pglite: PGlite;
  readonly mutations: MutationRegistry;
  readonly queries: QueryRegistry;
  readonly emit: (event: ReplicaEvent) => void;
  /** Milliseconds on any steady clock. */
  readonly now: () => number;
  /** Makes missing indexes when nobody waits for the database. Without it a load is shown with all of them. */
  readonly indexLater?: (database: Database) => void;
};

type Local = Pick<ReplicaClient, 'restorePending' | 'applyLocal' | 'settle' | 'dropLocal' | 'markSent'>;

export type Replica = {
  readonly sync: ReplicaSync;
  readonly local: Local;
  readonly live: LiveHub;
  readonly database: Database;
  /** Live queries by the subscription's name, for moving their windows. */
  readonly handles: Map<string, LiveHandle>;
  /** Whose replica it is. Pending changes that were refused are tried again under another session. */
  readonly setSession: (session: ReplicaSession | null) => Promise<void>;
  readonly rowCount: () => Promise<number>;
  readonly close: () => Promise<void>;
};

/** Reads what is pending and how far sync has come; afterwards memory and database move together. */
export async function createReplica(options: ReplicaOptions): Promise<Replica> {
  const database = createDatabase(options.pglite, (error) => {
    if (isMachineFailure(error) && error.code !== 'unavailable') {
      options.emit({ kind: 'failed', error: error.toWire() });
    }
  });
  const { indexLater } = options;
  const sql = sqlOver(options.pglite);
  const pending = createPendingList(await readPending(sql));
  let state = await readState(sql);
  let session: ReplicaSession | null = null;
  const live = createLiveHub({
    database,
    queries: options.queries,
    badges: createBadges(pending),
    asOf: () => state.asOf,
    now: options.now,
    delay: (run, ms) => void setTimeout(run, ms),
    report: (error) => options.emit({ kind: 'failed', error: error.toWire() }),
  });
  const core: ReplicaCore = {
    database,
    pending,
    registry: options.mutations,
    session: () => session,
    state: () => state,
    setState: (next) => {
      state = next;
    },
    publish: (changes, origin) => live.publish(changes, origin === 'person'),
    emit: options.emit,
    indexLater: indexLater && (() => indexLater(database)),
  };
  return {
    sync: createReplicaSync(core),
    local: {
      restorePending: (mutations) => restorePending(core, mutations),
      applyLocal: (mutation) => applyLocal(core, mutation),
      settle: (settlements) => settle(core, settlements),
      dropLocal: (ids) => dropLocal(core, ids),
      markSent: async (ids) => markSent(core, ids),
    },
    live,
    database,
    handles: new Map(),
    setSession: async (next) => {
      const before = JSON.stringify(session?.actor);
      session = next;
      if (next && JSON.stringify(next.actor) !== before) await retryRefused(core);
    },
    rowCount: () => database.read('read', countEverything),
    close: database.close,
  };
}

async function countEverything(reader: {
  readonly query: (text: string) => Promise<Record<string, unknown>[]>;
}): Promise<number> {
  const counts = SYNCED_TABLE_NAMES.map((table) => `(SELECT count(*) FROM ${quoted(table)})`);
  const [row] = await reader.query(`SELECT ${counts.join(' + ')} AS rows`);
  return Number(row?.['rows'] ?? 0);
}
