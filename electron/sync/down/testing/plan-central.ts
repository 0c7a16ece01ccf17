/** A central database reduced to its log: transactions over a few tables, and what they add up to. */
import type { ServerChange } from '../../../replica/types.ts';
import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import type { LogChange } from '../protocol/messages.ts';

export const DATA_TABLES = ['leads', 'notes', 'clients'] as const satisfies readonly SyncedTableName[];
export const TABLES = ['commits', ...DATA_TABLES] as const;
export const DEVICE = 'd0000000-0000-4000-8000-000000000000';
/** LSNs beyond what a Number can hold, and around a power of ten, where text would sort wrongly. */
const FIRST_LSN = 9_999_999_999_999_999_990n;

export type Write = {
  readonly table: (typeof DATA_TABLES)[number];
  readonly row: number;
  readonly inScope: boolean;
};
export type Table = (typeof TABLES)[number];
export type Rows = Map<string, string>;

export function applyTo(rows: Rows, change: ServerChange): void {
  const key = `${change.table}/${change.id}`;
  if (change.op === 'delete') rows.delete(key);
  else rows.set(key, change.row['value'] ?? '');
}

export function stateText(rows: Rows, isRelevant: (key: string) => boolean): string {
  const keys = [...rows.keys()].filter(isRelevant).toSorted();
  return JSON.stringify(keys.map((key) => [key, rows.get(key)]));
}

/** Rows of covered transactions; the others stand for someone's SQL. */
export function isCovered(key: string): boolean {
  return !key.includes('sql');
}

export function planCentral() {
  const logs = new Map<Table, LogChange[]>(TABLES.map((table) => [table, []]));
  const rows: Rows = new Map();
  const prefixes: string[] = [stateText(rows, isCovered)];
  let head = FIRST_LSN;
  let transactions = 0;

  /** A transaction; `covered` ones bring a row in `commits`, the others are someone's SQL. */
  const commit = (writes: readonly Write[], covered: boolean): void => {
    transactions += 1;
    head += BigInt(1 + (transactions % 3) * 48);
    const value = `t${transactions}`;
    let op = 0;
    const append = (table: Table, change: ServerChange, tables: readonly string[] | null): void => {
      const commitRow = tables && { id: change.id, tables, deviceId: DEVICE, at: '2026-01-01T00:00:00.000Z' };
      logs.get(table)?.push({ lsn: head, op, change, commit: commitRow });
      applyTo(rows, change);
    };
    for (const { table, row, inScope } of writes) {
      const id = covered ? `row${row}` : `sql${row}`;
      const isGone = row % 4 === 3 && rows.has(`${table}/${id}`);
      if (inScope) append(table, { table, id, op: isGone ? 'delete' : 'insert', row: { id, value } }, null);
      op += 2;
    }
    if (covered) {
      const tables = [...new Set(writes.map(({ table }) => table)), 'lead_verifications'];
      append('commits', { table: 'commits', id: value, op: 'insert', row: { id: value, value } }, tables);
    }
    prefixes.push(stateText(rows, isCovered));
  };

  return {
    commit,
    prefixes,
    head: () => head,
    log: (table: Table): readonly LogChange[] => logs.get(table) ?? [],
    text: () => stateText(rows, () => true),
  };
}
