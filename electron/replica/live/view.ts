/** What the hub knows of a running query, whichever kind it is. */
import type { ChangeSet } from '../store/change-log.ts';
import type { Sql } from '../store/database.ts';
import type { Badges } from './badges.ts';
import type { FlushReads } from './list-statements.ts';
import type { Subscriber } from './subscriber.ts';

export type ViewContext = {
  readonly badges: Badges;
  readonly asOf: () => string | null;
};

export type View = {
  readonly subscribers: Set<Subscriber>;
  /** Takes note of a change; true when a flush is due. */
  readonly note: (changes: ChangeSet) => boolean;
  /** Brings every subscriber up to date. */
  readonly flush: (sql: Sql, reads: FlushReads) => Promise<void>;
  /** Slow preparation that a flush left for later, if any. */
  readonly prepare: (sql: Sql) => Promise<void>;
  readonly needsPreparation: () => boolean;
  /** Every key of the result, in order. */
  readonly keys: (sql: Sql) => Promise<readonly string[]>;
};
