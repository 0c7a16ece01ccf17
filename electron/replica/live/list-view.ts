/**
 * A live list seen through windows. The order of all keys is kept here: a window anywhere is a lookup, the total is
 * exact, and one changed row costs a few comparisons, not a new sort of 100,000.
 * Before the order is known (at first, and after changes of many rows) windows are read by LIMIT and OFFSET.
 */
import type { PreparedList, RegisteredQuery } from '../../../shared/queries/registered.ts';
import type { ChangedRow, ChangeSet } from '../store/change-log.ts';
import type { Sql } from '../store/database.ts';
import { readsChanged } from './concerns.ts';
import { createListOrder } from './list-order.ts';
import type { FlushReads } from './list-statements.ts';
import { createFlushReads } from './list-statements.ts';
import { createRowCache } from './row-cache.ts';
import type { Subscriber, Window } from './subscriber.ts';
import type { View, ViewContext } from './view.ts';

const WHOLE: Window = { offset: 0, limit: 500 };

type ListQuery = Extract<RegisteredQuery, { kind: 'list' }>;

export function createListView(query: ListQuery, prepared: PreparedList, context: ViewContext): View {
  const subscribers = new Set<Subscriber>();
  const { entity } = query;
  const { list, columns } = prepared;
  const order = createListOrder(list);
  const cache = createRowCache((key) => context.badges.stateOf(entity, key));
  let sorting = false;

  const noteRow = (row: ChangedRow): boolean => {
    const decides = row.columns === 'all' || !list.decisive.isDisjointFrom(row.columns);
    if (decides) order.noteMoved(row.id);
    cache.noteChanged(row.id);
    return decides || cache.has(row.id);
  };
  const noteMany = (): void => {
    order.forget();
    cache.noteAllChanged();
  };
  const noteJoined = (): void => {
    if (list.joinsDecide) order.forget();
    cache.noteAllChanged();
  };
  const flush = async (sql: Sql, reads: FlushReads): Promise<void> => {
    if (subscribers.size === 0) return;
    await order.settle(sql, reads);
    const total = await order.total(sql);
    const windows = new Map<Subscriber, readonly string[]>();
    for (const subscriber of subscribers) {
      const { offset, limit } = subscriber.window() ?? WHOLE;
      windows.set(subscriber, await order.window(sql, offset, limit));
    }
    const rows = await cache.hold(new Set([...windows.values()].flat()), (keys) =>
      reads.rows({ name: query.name, columns, from: list.from }, keys),
    );
    for (const [subscriber, keys] of windows) {
      const offset = subscriber.window()?.offset ?? 0;
      const shown = new Map(keys.flatMap((key) => entryOf(rows, key)));
      subscriber.show({ total, offset, order: keys, rows: shown }, context.asOf());
    }
  };
  return {
    subscribers,
    note: (changes) => {
      const badged = isBadged(changes, (matches) => cache.someKey(matches), entity);
      const changed = noteEntity(changes, query, noteRow, noteMany);
      const joined = isJoinedChanged(changes, query);
      if (joined) noteJoined();
      return badged || changed || joined;
    },
    flush,
    prepare: async (sql) => {
      sorting = true;
      await order.sort(sql).finally(() => {
        sorting = false;
      });
    },
    needsPreparation: () => !order.isKnown() && !sorting && subscribers.size > 0,
    keys: async (sql) => {
      await order.settle(sql, createFlushReads(sql));
      if (!order.isKnown()) await order.sort(sql);
      return order.keys();
    },
  };
}

/** Whether rows of the list itself changed in a way that it shows. */
function noteEntity(
  changes: ChangeSet,
  { entity, reads }: ListQuery,
  noteRow: (row: ChangedRow) => boolean,
  noteMany: () => void,
): boolean {
  const rows = changes.tables.get(entity);
  if (!rows) return false;
  if (rows === 'many') {
    noteMany();
    return true;
  }
  const read = [...rows.values()].filter((row) => readsChanged(reads[entity] ?? '*', row));
  return read.map(noteRow).some(Boolean);
}

function isJoinedChanged(changes: ChangeSet, { entity, reads }: ListQuery): boolean {
  return [...changes.tables].some(([table, rows]) => {
    const columns = table === entity ? undefined : reads[table];
    if (!columns) return false;
    return rows === 'many' || [...rows.values()].some((row) => readsChanged(columns, row));
  });
}

function isBadged(
  { badges }: ChangeSet,
  someKey: (matches: (key: string) => boolean) => boolean,
  entity: string,
): boolean {
  return badges === 'all' || (badges.size > 0 && someKey((key) => badges.has(`${entity}/${key}`)));
}

function entryOf<Row>(rows: ReadonlyMap<string, Row>, key: string): readonly (readonly [string, Row])[] {
  const row = rows.get(key);
  return row === undefined ? [] : [[key, row]];
}
