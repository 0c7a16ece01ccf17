/**
 * The one implementation of MutationStore, for PGlite on a device and Postgres on the server.
 *
 * Law: a mutation of one client can neither see nor write rows of another. Reads give rows of the mutation's scope and
 * agency-wide ones; writes outside the scope are refused. A call is one statement (an update one for each set of
 * columns), after at most one read for rows whose former values are not known yet.
 */
import { SERVER_ONLY_TABLES, type MutableTableName } from '../schema/registry.ts';
import type { Side } from './define.ts';
import type { StoreRecorder } from './recorder.ts';
import { rowsBy, rowsById } from './sql-reads.ts';
import { insertInto, removeFrom, updateIn } from './sql-writes.ts';
import type { SqlExecutor, StoreScope, StoreState } from './store-state.ts';
import type { MutationStore } from './store.ts';

export type SqlStoreOptions = {
  readonly executor: SqlExecutor;
  readonly side: Side;
  readonly scope: StoreScope;
  /** Fills columns that default to now, and `updated_at`. */
  readonly now: string;
  readonly recorder?: StoreRecorder;
  /** Tables this side does not hold: writes vanish, reads find nothing. By default those that devices lack. */
  readonly skipTables?: ReadonlySet<string>;
};

const NOWHERE: ReadonlySet<string> = new Set();
const NOT_ON_DEVICES: ReadonlySet<string> = new Set(Object.keys(SERVER_ONLY_TABLES));

/**
 * A store for the length of one mutation: it remembers rows it has read, to know what a write replaced, so it must not
 * outlive its transaction. Throws `invalid_input` (a value the column cannot hold, too many rows), `forbidden` (a row of
 * another scope), and whatever the driver throws.
 */
export function createSqlStore(options: SqlStoreOptions): MutationStore {
  const state: StoreState = {
    executor: options.executor,
    side: options.side,
    scope: options.scope,
    now: options.now,
    recorder: options.recorder ?? {},
    skipTables: options.skipTables ?? (options.side === 'device' ? NOT_ON_DEVICES : NOWHERE),
    seen: new Map(),
    written: new Map(),
  };
  const untyped = {
    get: (table: MutableTableName, ids: readonly string[]) => rowsById(state, table, ids),
    findBy: (
      table: MutableTableName,
      column: string,
      values: readonly (string | number)[],
      also: object = {},
    ) => rowsBy(state, table, column, values, also),
    insert: (table: MutableTableName, rows: readonly object[]) => insertInto(state, table, rows),
    update: (table: MutableTableName, patches: readonly object[]) => updateIn(state, table, patches),
    remove: (table: MutableTableName, ids: readonly string[]) => removeFrom(state, table, ids),
  };
  // Row types and column metadata come from the same Drizzle table, so a row of `table` is a Row<table>.
  return untyped as unknown as MutationStore;
}
