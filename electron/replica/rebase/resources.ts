/**
 * What a pending mutation depends on and changes, as strings that can be compared: a row is `table/id`; a search is
 * `table?column=value`, written by whoever gives a row that value or takes it away.
 */
import type { RowChange, StoreRecorder } from '../../../shared/mutations/recorder.ts';
import { deepEqual } from '../../../shared/mutations/canonical.ts';
import type { SyncedTableName } from '../../../shared/schema/registry.ts';
import { isSyncedTable } from '../../../shared/schema/registry.ts';
import { DEVICE_INDEXES } from '../schema/indexes.ts';

export type RowKey = `${string}/${string}`;
/** `table?column=value`, or `table?*` for searches by a column without an index: any write of the table matters. */
export type SearchKey = `${string}?${string}`;

export type Touch = {
  readonly reads: readonly RowKey[];
  readonly writes: readonly RowKey[];
  readonly searches: readonly SearchKey[];
  /** Values that written rows gained or lost. */
  readonly values: readonly SearchKey[];
};

export const NO_TOUCH: Touch = { reads: [], writes: [], searches: [], values: [] };

export function rowKey(table: string, id: string): RowKey {
  return `${table}/${id}`;
}

export function splitRowKey(key: RowKey): { readonly table: SyncedTableName; readonly id: string } {
  const at = key.indexOf('/');
  const table = key.slice(0, at);
  if (!isSyncedTable(table)) throw new TypeError(`not a synced table: ${table}`);
  return { table, id: key.slice(at + 1) };
}

/** The row keys of each table. */
export function byTable(keys: Iterable<RowKey>): Map<SyncedTableName, string[]> {
  const tables = new Map<SyncedTableName, string[]>();
  for (const key of keys) {
    const { table, id } = splitRowKey(key);
    const ids = tables.get(table);
    if (ids) ids.push(id);
    else tables.set(table, [id]);
  }
  return tables;
}

const searchColumns = new Map<string, readonly string[]>();

/** Columns by which searches are followed value by value: the leading ones of the replica's indexes. */
export function searchColumnsOf(table: string): readonly string[] {
  const known = searchColumns.get(table);
  if (known) return known;
  const indexes = isSyncedTable(table) ? (DEVICE_INDEXES[table] ?? []) : [];
  const leading = indexes.map((columns) => columns.split(',')[0]?.trim() ?? '');
  const plain = [...new Set(leading.filter((column) => /^[a-z_]+$/.test(column)))];
  searchColumns.set(table, plain);
  return plain;
}

export function searchKey(table: string, column: string, value: unknown): SearchKey {
  return searchColumnsOf(table).includes(column) ? `${table}?${column}=${String(value)}` : anySearch(table);
}

export function anySearch(table: string): SearchKey {
  return `${table}?*`;
}

/** The searches whose result may differ after this change. */
export function valuesOf(change: {
  readonly table: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}): readonly SearchKey[] {
  const keys: SearchKey[] = [anySearch(change.table)];
  for (const column of searchColumnsOf(change.table)) {
    const before = change.before?.[column] ?? null;
    const after = change.after?.[column] ?? null;
    if (before === after) continue;
    if (before !== null) keys.push(searchKey(change.table, column, before));
    if (after !== null) keys.push(searchKey(change.table, column, after));
  }
  return keys;
}

export type TouchRecorder = {
  readonly recorder: StoreRecorder;
  readonly touch: () => Touch;
  /** Each written row once, from its first former state to its last. Rows of tables that devices lack are left out. */
  readonly changes: () => readonly (RowChange & { readonly table: SyncedTableName })[];
};

/** Listens to one run of one mutation. */
export function createTouchRecorder(): TouchRecorder {
  const reads = new Set<RowKey>();
  const searches = new Set<SearchKey>();
  const values = new Set<SearchKey>();
  const changes = new Map<RowKey, RowChange & { readonly table: SyncedTableName }>();
  return {
    recorder: {
      read: (table, ids) => {
        for (const id of ids) reads.add(rowKey(table, id));
      },
      lookup: (table, column, asked, found) => {
        for (const value of asked) searches.add(searchKey(table, column, value));
        for (const id of found) reads.add(rowKey(table, id));
      },
      write: (change) => {
        const { table } = change;
        if (!isSyncedTable(table)) return;
        const key = rowKey(table, change.id);
        for (const value of valuesOf(change)) values.add(value);
        changes.set(key, { ...change, table, before: changes.get(key)?.before ?? change.before });
      },
    },
    touch: () => ({
      reads: [...reads].filter((key) => !changes.has(key)),
      writes: [...changes.keys()],
      searches: [...searches],
      values: [...values],
    }),
    changes: () => [...changes.values()],
  };
}

/** Columns whose values differ; all of them when the row came or went. */
export function changedColumns(
  before: Readonly<Record<string, unknown>> | null,
  after: Readonly<Record<string, unknown>> | null,
): ReadonlySet<string> | 'all' {
  if (!before || !after) return before === after ? new Set() : 'all';
  const changed = new Set<string>();
  for (const column of Object.keys(after)) {
    if (!deepEqual(before[column] ?? null, after[column] ?? null)) changed.add(column);
  }
  return changed;
}
