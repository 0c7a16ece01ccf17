/**
 * A central database, its shapes and a replica, reduced to what the cut planner sees: transactions over a few tables,
 * streams that deliver their logs at any pace, and a store that remembers rows and positions.
 */
import type { Cut, ServerChange } from '../../../replica/types.ts';
import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import { planCut } from '../plan/cut-plan.ts';
import { afterPlan, makeCut } from '../plan/make-cut.ts';
import { knownSilent, receive, resumedBuffer, type TableBuffer } from '../plan/table-buffer.ts';
import { comparePositions, formatOffset, parseOffset } from '../protocol/log-position.ts';
import type { LogChange } from '../protocol/messages.ts';

export const DATA_TABLES = ['leads', 'notes', 'clients'] as const satisfies readonly SyncedTableName[];
const TABLES = ['commits', ...DATA_TABLES] as const;
const DEVICE = 'd0000000-0000-4000-8000-000000000000';
/** LSNs beyond what a Number can hold, and around a power of ten, where text would sort wrongly. */
const FIRST_LSN = 9_999_999_999_999_999_990n;

export type Write = {
  readonly table: (typeof DATA_TABLES)[number];
  readonly row: number;
  readonly inScope: boolean;
};
type Table = (typeof TABLES)[number];
type Rows = Map<string, string>;

function applyTo(rows: Rows, change: ServerChange): void {
  const key = `${change.table}/${change.id}`;
  if (change.op === 'delete') rows.delete(key);
  else rows.set(key, change.row['value'] ?? '');
}

function stateText(rows: Rows, isRelevant: (key: string) => boolean): string {
  const keys = [...rows.keys()].filter(isRelevant).toSorted();
  return JSON.stringify(keys.map((key) => [key, rows.get(key)]));
}

export function planWorld() {
  const logs = new Map<Table, LogChange[]>(TABLES.map((table) => [table, []]));
  const central: Rows = new Map();
  const isCovered = (key: string): boolean => !key.includes('sql');
  const prefixes: string[] = [stateText(central, isCovered)];
  let head = FIRST_LSN;
  let transactions = 0;

  const replica: Rows = new Map();
  const stored = new Map<Table, string>(TABLES.map((table) => [table, '0_inf']));
  let storedLsn = 0n;
  let shownPrefix = 0;
  let arrived: string[] = [];
  let buffers = new Map<SyncedTableName, TableBuffer>();
  const cursor = new Map<Table, number>();

  const restart = (): void => {
    buffers = new Map();
    for (const table of TABLES) {
      const offset = stored.get(table) ?? '0_inf';
      buffers.set(table, resumedBuffer({ table, handle: 'h', offset }, storedLsn));
      const position = parseOffset(offset);
      const log = logs.get(table) ?? [];
      cursor.set(
        table,
        position ? log.filter((change) => comparePositions(change, position) <= 0).length : 0,
      );
    }
  };

  /** A transaction; `covered` ones bring a row in `commits`, the others are someone's SQL. */
  const commit = (writes: readonly Write[], covered: boolean): void => {
    transactions += 1;
    head += BigInt(1 + (transactions % 3) * 48);
    const value = `t${transactions}`;
    let op = 0;
    const append = (table: Table, change: ServerChange, tables: readonly string[] | null): void => {
      const commitRow = tables && { id: change.id, tables, deviceId: DEVICE, at: '2026-01-01T00:00:00.000Z' };
      logs.get(table)?.push({ lsn: head, op, change, commit: commitRow });
      applyTo(central, change);
    };
    for (const { table, row, inScope } of writes) {
      const id = covered ? `row${row}` : `sql${row}`;
      const isGone = row % 4 === 3 && central.has(`${table}/${id}`);
      if (inScope) append(table, { table, id, op: isGone ? 'delete' : 'insert', row: { id, value } }, null);
      op += 2;
    }
    if (covered) {
      const tables = [...new Set(writes.map(({ table }) => table)), 'lead_verifications'];
      append('commits', { table: 'commits', id: value, op: 'insert', row: { id: value, value } }, tables);
    }
    prefixes.push(stateText(central, isCovered));
  };

  /** The next `count` changes of a table arrive as one response. */
  const deliver = (table: Table, count: number, repeat: number): void => {
    const log = logs.get(table) ?? [];
    const from = cursor.get(table) ?? 0;
    const to = Math.min(log.length, from + count);
    const changes = log.slice(Math.max(0, from - repeat), to);
    const isUpToDate = to === log.length;
    const newest = changes.at(-1);
    const next = log[to];
    const buffer = buffers.get(table);
    if (!buffer) return;
    cursor.set(table, to);
    buffers.set(
      table,
      receive(buffer, {
        rows: [],
        changes,
        snapshotEnded: false,
        isUpToDate,
        seenLsn: isUpToDate ? head : null,
        openLsn: newest && next?.lsn === newest.lsn ? newest.lsn : null,
        handle: 'h',
        offset: to > from && newest ? formatOffset(newest) : buffer.received,
      }),
    );
  };

  const ask = (table: Table): void => {
    const next = logs.get(table)?.[cursor.get(table) ?? 0];
    const buffer = buffers.get(table);
    if (buffer) buffers.set(table, knownSilent(buffer, next ? next.lsn - 1n : head));
  };

  const store = (cut: Cut): void => {
    for (const change of cut.changes) applyTo(replica, change);
    for (const { table, offset } of cut.positions) stored.set(table as Table, offset);
    if (BigInt(cut.lsn) < storedLsn) throw new Error('the cut went back');
    storedLsn = BigInt(cut.lsn);
    arrived.push(...cut.arrived);
    const seen = stateText(replica, isCovered);
    const prefix = prefixes.findIndex((text, index) => index >= shownPrefix && text === seen);
    if (prefix < 0) throw new Error(`half a transaction is visible: ${seen}`);
    shownPrefix = prefix;
  };

  /** One cut. `survives` false: the process dies after the store committed and before it knew. */
  const cut = (limit: number, survives: boolean): boolean => {
    const plan = planCut(buffers, { limit });
    if (plan.changes.length === 0) return false;
    store(makeCut(buffers, plan, DEVICE, storedLsn));
    if (survives) buffers = afterPlan(buffers, plan);
    else restart();
    return true;
  };

  /** Everything arrives, and the silent tables that hold up the rest are asked. */
  const quiesce = (): void => {
    for (let round = 0; round < 1000; round += 1) {
      if (cut(Number.POSITIVE_INFINITY, true)) continue;
      const behind = TABLES.filter((table) => (cursor.get(table) ?? 0) < (logs.get(table)?.length ?? 0));
      const wanted = planCut(buffers, { limit: 1 }).wanted;
      if (behind.length === 0 && wanted.size === 0) return;
      for (const table of behind) deliver(table, 3, 0);
      if (behind.length === 0) for (const table of wanted.keys()) ask(table as Table);
    }
    throw new Error('never came to rest');
  };

  restart();
  return {
    commit,
    deliver,
    ask,
    cut,
    restart,
    quiesce,
    arrived: () => [...new Set(arrived)].sort(),
    commits: () => (logs.get('commits') ?? []).map(({ change }) => change.id).sort(),
    centralText: () => stateText(central, () => true),
    replicaText: () => stateText(replica, () => true),
  };
}
