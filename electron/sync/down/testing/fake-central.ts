/** A central database in memory: rows, a log in commit order, and a head LSN. */
import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import type { TextRow } from '../../../replica/types.ts';

export type LogEntry = {
  readonly table: SyncedTableName;
  readonly lsn: bigint;
  readonly op: number;
  readonly isLast: boolean;
  readonly before: TextRow | null;
  readonly after: TextRow | null;
};

export type Write = { readonly table: SyncedTableName; readonly id: string; readonly row: TextRow | null };

export type FakeCentral = {
  readonly head: () => bigint;
  readonly log: () => readonly LogEntry[];
  readonly rows: (table: SyncedTableName) => ReadonlyMap<string, TextRow>;
  /** One transaction; `row` null deletes. A `commit` adds the row of `commits` that names the tables. */
  readonly write: (
    writes: readonly Write[],
    commit?: {
      readonly id: string;
      readonly deviceId?: string;
      readonly tables?: readonly string[];
      readonly client?: string;
    },
  ) => bigint;
};

export function fakeCentral(firstLsn = 9_007_199_254_740_000n): FakeCentral {
  const tables = new Map<SyncedTableName, Map<string, TextRow>>();
  const log: LogEntry[] = [];
  let head = firstLsn;
  let count = 0;
  const rowsOf = (table: SyncedTableName): Map<string, TextRow> => {
    const rows = tables.get(table) ?? new Map<string, TextRow>();
    tables.set(table, rows);
    return rows;
  };

  return {
    head: () => head,
    log: () => log,
    rows: rowsOf,
    write: (writes, commit) => {
      count += 1;
      head += BigInt(40 + (count % 5) * 8);
      const all = [...writes];
      if (commit) {
        const tablesText = `{${(commit.tables ?? [...new Set(writes.map(({ table }) => table))]).join(',')}}`;
        const seconds = `${count % 60}`.padStart(2, '0');
        const row = {
          id: commit.id,
          scope_client_id: commit.client ?? null,
          xid: `${count}`,
          tables: tablesText,
          device_id: commit.deviceId ?? null,
          seq: null,
          at: `2026-01-01 00:00:${seconds}.123456+00`,
        };
        all.push({ table: 'commits', id: commit.id, row });
      }
      for (const [index, { table, id, row }] of all.entries()) {
        const rows = rowsOf(table);
        const before = rows.get(id) ?? null;
        if (row) rows.set(id, row);
        else rows.delete(id);
        const isLast = !all.slice(index + 1).some((later) => later.table === table);
        log.push({ table, lsn: head, op: index * 2, isLast, before, after: row });
      }
      return head;
    },
  };
}
