/**
 * A live list seen through windows. The order of all keys is kept here: a window anywhere is a lookup, the total is
 * exact, and one changed row costs a few comparisons, not a new sort of 100,000.
 * Before the order is known (at first, and after changes of many rows) windows are read by LIMIT and OFFSET.
 */
import type { PreparedList, RegisteredQuery } from '../../../shared/queries/registered.ts';
import type { ChangedRow, ChangeSet } from '../store/change-log.ts';
import type { Sql } from '../store/database.ts';
import { readsChanged } from './concerns.ts';
import { allKeys, countRows, insertInOrder, members, windowKeys } from './list-statements.ts';
import type { RowReader } from './list-statements.ts';
import type { OrderedKeys } from './ordered-keys.ts';
import { createOrderedKeys } from './ordered-keys.ts';
import type { ShownRow, Subscriber, Window } from './subscriber.ts';
import { shownRow } from './subscriber.ts';
import type { View, ViewContext } from './view.ts';

/** More rows to place than this are placed by sorting anew. */
const PLACED_ONE_BY_ONE = 24;
const WHOLE: Window = { offset: 0, limit: 500 };

type ListQuery = Extract<RegisteredQuery, { kind: 'list' }>;

export function createListView(query: ListQuery, prepared: PreparedList, context: ViewContext): View {
  const subscribers = new Set<Subscriber>();
  const { list } = prepared;
  const { entity } = query;
  let ordered: OrderedKeys | null = null;
  let ordering = false;
  /** Rows whose membership or place may differ. */
  let moved = new Set<string>();
  /** Rows whose content may differ. */
  let touched: Set<string> | 'all' = new Set();
  let cache = new Map<string, ShownRow>();

  const noteRow = (row: ChangedRow): boolean => {
    const decides = row.columns === 'all' || !list.decisive.isDisjointFrom(row.columns);
    const shown = cache.has(row.id);
    if (decides) moved.add(row.id);
    if (shown && touched !== 'all') touched.add(row.id);
    return decides || shown;
  };
  const noteEntity = (changes: ChangeSet): boolean => {
    const rows = changes.tables.get(entity);
    const reads = query.reads[entity] ?? '*';
    if (!rows) return false;
    if (rows === 'many') {
      ordered = null;
      touched = 'all';
      return true;
    }
    return [...rows.values()]
      .filter((row) => readsChanged(reads, row))
      .map(noteRow)
      .some(Boolean);
  };
  const noteJoined = (changes: ChangeSet): boolean => {
    const joined = [...changes.tables].some(([table, rows]) => {
      const reads = table === entity ? undefined : query.reads[table];
      return reads && (rows === 'many' || [...rows.values()].some((row) => readsChanged(reads, row)));
    });
    if (joined) touched = 'all';
    if (joined && list.joinsDecide) ordered = null;
    return joined;
  };
  const place = async (sql: Sql): Promise<void> => {
    if (!ordered || moved.size === 0) return;
    if (moved.size > PLACED_ONE_BY_ONE) {
      ordered = null;
      return;
    }
    const keys = [...moved];
    const belonging = await members(sql, list, keys);
    for (const key of keys) ordered.remove(key);
    await insertInOrder(sql, list, ordered, [...belonging]);
  };
  const fill = async (read: RowReader, keys: ReadonlySet<string>): Promise<void> => {
    const old = touched;
    const known = (key: string) => old !== 'all' && !old.has(key) && cache.has(key);
    const fresh = await read(
      { name: query.name, columns: prepared.columns, from: list.from },
      [...keys].filter((key) => !known(key)),
    );
    const next = new Map<string, ShownRow>();
    for (const key of keys) {
      const sync = context.badges.stateOf(entity, key);
      const present = cache.get(key);
      const row = fresh.get(key);
      if (row) next.set(key, kept(present, shownRow(key, row, sync)));
      else if (present && known(key)) next.set(key, present.sync === sync ? present : { ...present, sync });
    }
    cache = next;
  };
  const flush = async (sql: Sql, read: RowReader): Promise<void> => {
    await place(sql);
    moved = new Set();
    const total = ordered ? ordered.size() : subscribers.size > 0 ? await countRows(sql, list) : 0;
    const windows = new Map<Subscriber, readonly string[]>();
    for (const subscriber of subscribers) {
      const { offset, limit } = subscriber.window() ?? WHOLE;
      windows.set(
        subscriber,
        ordered ? ordered.slice(offset, limit) : await windowKeys(sql, list, offset, limit),
      );
    }
    await fill(read, new Set([...windows.values()].flat()));
    touched = new Set();
    for (const [subscriber, order] of windows) {
      const rows = new Map(order.flatMap((key) => [[key, cache.get(key)] as const]).filter(hasRow));
      const offset = subscriber.window()?.offset ?? 0;
      subscriber.show({ total, offset, order, rows }, context.asOf());
    }
  };
  return {
    subscribers,
    note: (changes) => {
      const { badges } = changes;
      const badged =
        badges === 'all' ||
        (badges.size > 0 && [...cache.keys()].some((key) => badges.has(`${entity}/${key}`)));
      const entityChanged = noteEntity(changes);
      const joinedChanged = noteJoined(changes);
      return entityChanged || joinedChanged || badged;
    },
    flush,
    prepare: async (sql) => {
      ordering = true;
      try {
        ordered = createOrderedKeys(await allKeys(sql, list));
        moved = new Set();
      } finally {
        ordering = false;
      }
    },
    needsPreparation: () => ordered === null && !ordering && subscribers.size > 0,
    keys: async (sql) => {
      await place(sql);
      moved = new Set();
      ordered ??= createOrderedKeys(await allKeys(sql, list));
      return ordered.all();
    },
  };
}

function kept(present: ShownRow | undefined, fresh: ShownRow): ShownRow {
  return present?.text === fresh.text && present.sync === fresh.sync ? present : fresh;
}

function hasRow(entry: readonly [string, ShownRow | undefined]): entry is readonly [string, ShownRow] {
  return entry[1] !== undefined;
}
