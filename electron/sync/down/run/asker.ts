/**
 * Asks tables that hold up a cut by their silence. A table that has something to say says it within milliseconds by
 * itself, so that a short grace saves nearly every question; there is never more than one per table under way.
 */
import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import type { Timers } from '../../connectivity/timers.ts';

const GRACE_MS = 15;
const MAX_GRACE_MS = 1000;

export type Asker = {
  /** What is wanted now; replaces what was wanted before. */
  readonly want: (wanted: ReadonlyMap<SyncedTableName, bigint>) => void;
  readonly stop: () => void;
};

export type AskerOptions = {
  readonly timers: Timers;
  /** True when the table's stream waits for news; otherwise its answer is on the way anyhow. */
  readonly isAtHead: (table: SyncedTableName) => boolean;
  /** Asks it, and takes in the answer. Never rejects. */
  readonly ask: (table: SyncedTableName) => Promise<void>;
};

export function createAsker({ timers, isAtHead, ask }: AskerOptions): Asker {
  let wanted: ReadonlyMap<SyncedTableName, bigint> = new Map();
  const graces = new Map<SyncedTableName, unknown>();
  const asking = new Set<SyncedTableName>();
  const asked = new Map<SyncedTableName, number>();

  const schedule = (table: SyncedTableName): void => {
    if (graces.has(table) || asking.has(table) || !isAtHead(table)) return;
    // The service may answer before it has read its own log that far: then it is asked again, less and less often.
    const graceMs = Math.min(MAX_GRACE_MS, GRACE_MS * 2 ** (asked.get(table) ?? 0));
    graces.set(
      table,
      timers.setTimeout(() => {
        graces.delete(table);
        if (wanted.has(table)) void askNow(table);
      }, graceMs),
    );
  };
  const askNow = async (table: SyncedTableName): Promise<void> => {
    asking.add(table);
    asked.set(table, (asked.get(table) ?? 0) + 1);
    await ask(table);
    asking.delete(table);
    if (wanted.has(table)) schedule(table);
  };

  return {
    want: (next) => {
      wanted = next;
      for (const table of asked.keys()) if (!next.has(table)) asked.delete(table);
      for (const table of next.keys()) schedule(table);
    },
    stop: () => {
      wanted = new Map();
      for (const timer of graces.values()) timers.clearTimeout(timer);
      graces.clear();
    },
  };
}
