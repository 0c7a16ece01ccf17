/** The rows that a list's windows show, read again only when they changed. */
import type { SyncState } from '../../../shared/domain/vocabulary/sync.ts';
import type { SqlRow } from '../store/database.ts';
import type { ShownRow } from './subscriber.ts';
import { shownRow } from './subscriber.ts';

export type RowCache = {
  readonly has: (key: string) => boolean;
  readonly someKey: (matches: (key: string) => boolean) => boolean;
  readonly noteChanged: (key: string) => void;
  readonly noteAllChanged: () => void;
  /** Holds exactly these rows afterwards, each with its present badge. */
  readonly hold: (
    keys: ReadonlySet<string>,
    read: (keys: readonly string[]) => Promise<ReadonlyMap<string, SqlRow>>,
  ) => Promise<ReadonlyMap<string, ShownRow>>;
};

export function createRowCache(stateOf: (key: string) => SyncState): RowCache {
  let rows: ReadonlyMap<string, ShownRow> = new Map();
  let changed: Set<string> | 'all' = new Set();

  const isFresh = (key: string): boolean => changed !== 'all' && !changed.has(key) && rows.has(key);
  const next = (key: string, row: SqlRow | undefined): ShownRow | undefined => {
    const present = rows.get(key);
    const sync = stateOf(key);
    if (row) {
      const fresh = shownRow(key, row, sync);
      return present?.text === fresh.text && present.sync === sync ? present : fresh;
    }
    if (!present || !isFresh(key)) return undefined;
    return present.sync === sync ? present : { ...present, sync };
  };
  return {
    has: (key) => rows.has(key),
    someKey: (matches) => rows.keys().some(matches),
    noteChanged: (key) => {
      if (changed !== 'all' && rows.has(key)) changed.add(key);
    },
    noteAllChanged: () => {
      changed = 'all';
    },
    hold: async (keys, read) => {
      const fresh = await read([...keys].filter((key) => !isFresh(key)));
      const held = new Map<string, ShownRow>();
      for (const key of keys) {
        const row = next(key, fresh.get(key));
        if (row) held.set(key, row);
      }
      rows = held;
      changed = new Set();
      return held;
    },
  };
}
