import type { LiveEvent } from '../../shared/contracts/desktop/live.ts';
import type { Actor, Expected } from '../../shared/mutations/define.ts';
import type { WireError } from '../../shared/kernel/app-error.ts';
import type { DoneRow } from '../../shared/mutations/undo/done.ts';
import type { SyncedTableName } from '../../shared/schema/registry.ts';

/** Column → Postgres text, as shapes deliver it. */
export type TextRow = Readonly<Record<string, string | null>>;

/** Rows as UTF-8 lines of COPY's text format. A column of the table that is not among these is NULL. */
export type CopyRows = {
  readonly columns: readonly string[];
  readonly count: number;
  readonly text: Buffer<ArrayBuffer>;
};

/** Rows of a snapshot: as they were read from the answer. */
export type SnapshotRows = readonly TextRow[] | CopyRows;

/** One server-side change of one row. An `update` carries the key and the changed columns only. */
export type ServerChange = {
  readonly table: SyncedTableName;
  readonly op: 'insert' | 'update' | 'delete';
  readonly id: string;
  readonly row: TextRow;
};

/** How far one table has come: the shape's handle and the offset after the last applied message. */
export type TablePosition = {
  readonly table: SyncedTableName;
  readonly handle: string;
  readonly offset: string;
};

/**
 * Everything that becomes visible at once: whole server transactions, the positions that belong to them, and
 * this device's mutations that they contain. Applied in one PGlite transaction, rebase included.
 */
export type Cut = {
  /** In commit order; several changes of one row may follow each other. */
  readonly changes: readonly ServerChange[];
  readonly positions: readonly TablePosition[];
  /** Ids of this device's mutations whose transactions are in `changes` (their `commits` rows). */
  readonly arrived: readonly string[];
  /** Decimal LSN up to which every table is complete. */
  readonly lsn: string;
  /** Server time of the newest commit in it, or null. */
  readonly asOf: string | null;
};

/** What the replica remembers of sync, stored in the same transactions as the rows. */
export type ReplicaState = {
  /** False until a first load was swapped in whole. */
  readonly complete: boolean;
  readonly schemaVersion: number;
  readonly epoch: string | null;
  /** Signature of the scope the rows were read under (sorted client ids, or 'all', and the role). */
  readonly scope: string | null;
  readonly lsn: string;
  readonly asOf: string | null;
  readonly positions: readonly TablePosition[];
};

/** A load behind the visible rows: batches go to staging tables, `finish` swaps them in with one transaction. */
export type StagedLoad = {
  readonly stage: (table: SyncedTableName, rows: SnapshotRows) => Promise<void>;
  /** Empties one staging table (its shape was refetched while loading). */
  readonly restart: (table: SyncedTableName) => Promise<void>;
  /** `cut.changes` (what happened since the snapshots) are applied on top of the staged rows, then all is shown. */
  readonly finish: (input: {
    readonly cut: Cut;
    readonly scope: string;
    readonly epoch: string;
    /** Ids of mutations known to be contained in the snapshots. */
  }) => Promise<void>;
  readonly abandon: () => Promise<void>;
};

/** The store as the down-sync sees it (same process). */
export type ReplicaSync = {
  readonly state: () => Promise<ReplicaState>;
  readonly applyCut: (cut: Cut) => Promise<void>;
  /** Staging for these tables; tables not named keep their rows. */
  readonly beginLoad: (tables: readonly SyncedTableName[]) => Promise<StagedLoad>;
  /** Rows of clients that left the scope go at once; the state then has no scope until a load is shown. */
  readonly dropClients: (keep: 'all' | readonly string[]) => Promise<void>;
};

/** An entry of the outbox as it is applied to the replica. */
export type LocalMutation = {
  readonly seq: number;
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly args: unknown;
  readonly expected: Expected;
  readonly at: string;
};

export type LocalEffect = {
  readonly summary: string;
  readonly entityType: string;
  readonly entityId: string | null;
  readonly rows: number;
};

/** What a mutation did here, with the rows as they were and became: what is needed to take it back. */
export type AppliedHere = LocalEffect & {
  /** Absent when it had been applied before, and where it cannot be taken back anyway. */
  readonly changes?: readonly DoneRow[] | undefined;
};

/** What the server said about a mutation. Accepted ones stay pending until their commit has arrived. */
export type Settlement = {
  readonly id: string;
  readonly seq: number;
  readonly outcome: 'accepted' | 'rejected' | 'conflict';
  readonly reason: { readonly code: string; readonly hint: string } | null;
  /** Fallback acknowledgement: arrived once every table has passed this decimal LSN. */
  readonly walLsn: string;
};

/** The session as the replica's process needs it. The token lives in memory only. */
export type ReplicaSession = {
  readonly serverUrl: string;
  readonly token: string | null;
  readonly actor: {
    readonly userId: string;
    readonly role: Actor['role'];
    readonly clientIds: 'all' | readonly string[];
  };
  readonly deviceId: string;
  readonly tables: readonly SyncedTableName[];
  readonly scope: string;
  readonly epoch: string;
};

export type ReplicaEvent =
  | { readonly kind: 'arrived'; readonly ids: readonly string[] }
  | { readonly kind: 'position'; readonly asOf: string | null; readonly lsn: string }
  | {
      readonly kind: 'loading';
      /** Null when the load is finished. */
      readonly progress: {
        readonly rows: number;
        readonly tables: readonly { readonly name: string; readonly rows: number; readonly done: boolean }[];
      } | null;
    }
  | {
      readonly kind: 'shapes';
      readonly state: 'online' | 'connecting' | 'offline' | 'stopped';
      readonly reason: string | null;
    }
  /** The server refused the token (401) or said that the scope changed (403): main refreshes the session. */
  | { readonly kind: 'session'; readonly need: 'refresh_token' | 'reread_scope' }
  | { readonly kind: 'failed'; readonly error: WireError };

/**
 * The replica's process as the main process sees it, over a MessagePort (electron/replica/client.ts). Every
 * method is answered in order of arrival where order matters (mutations), and never blocks main.
 */
export type ReplicaClient = {
  /** Brings the replica's pending mutations to exactly these, in order: applies missing ones, drops others. */
  readonly restorePending: (
    mutations: readonly LocalMutation[],
  ) => Promise<readonly { readonly seq: number; readonly error: WireError }[]>;
  readonly applyLocal: (mutation: LocalMutation) => Promise<AppliedHere>;
  readonly settle: (settlements: readonly Settlement[]) => Promise<void>;
  /** Undoes pending mutations that will not be sent (or were dismissed), re-running what depends on them. */
  readonly dropLocal: (ids: readonly string[]) => Promise<void>;
  /** For the sync badge: which mutations were sent. */
  readonly markSent: (ids: readonly string[]) => Promise<void>;
  readonly setSession: (session: ReplicaSession | null) => Promise<void>;
  readonly wake: () => Promise<void>;
  readonly watch: (
    request: {
      readonly subscription: string;
      readonly query: string;
      readonly args: unknown;
      readonly window?: { readonly offset: number; readonly limit: number } | undefined;
    },
    signal: AbortSignal,
  ) => AsyncIterable<LiveEvent>;
  readonly moveWindow: (subscription: string, offset: number, limit: number) => Promise<void>;
  readonly keys: (query: string, args: unknown) => Promise<readonly string[]>;
  /** One-off read of a named query, for engines and the import (all rows of a rows query). */
  readonly read: (query: string, args: unknown) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly rebuild: () => Promise<void>;
  readonly info: () => Promise<{ readonly bytes: number; readonly rows: number }>;
  readonly events: (signal: AbortSignal) => AsyncIterable<ReplicaEvent>;
  readonly close: () => Promise<void>;
};
