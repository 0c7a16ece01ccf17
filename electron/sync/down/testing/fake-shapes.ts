/** The shapes of the fake server: snapshots of their making, and the log since, seen through a filter. */
import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import type { TextRow } from '../../../replica/types.ts';
import { comparePositions, formatOffset, type LogPosition } from '../protocol/log-position.ts';
import type { FakeCentral, LogEntry } from './fake-central.ts';

export type Filter = (row: TextRow) => boolean;

export type FakeShape = {
  readonly table: SyncedTableName;
  readonly handle: string;
  readonly scope: string;
  readonly snapshot: readonly TextRow[];
  readonly madeAt: bigint;
  readonly filter: Filter;
};

export type Message = Record<string, unknown>;
export type Page = { readonly messages: Message[]; readonly offset: string; readonly isUpToDate: boolean };

export function makeShape(
  central: FakeCentral,
  table: SyncedTableName,
  handle: string,
  scope: string,
  filter: Filter,
): FakeShape {
  const snapshot = [...central.rows(table).values()].filter(filter);
  return { table, handle, scope, snapshot, madeAt: central.head(), filter };
}

/** Chunk `index` of the snapshot. */
export function snapshotPage(shape: FakeShape, index: number, rowsPerChunk: number): Page {
  const rows = shape.snapshot.slice(index * rowsPerChunk, (index + 1) * rowsPerChunk);
  const messages: Message[] = rows.map((row) => ({
    key: keyOf(shape.table, row),
    value: row,
    headers: { operation: 'insert', relation: ['public', shape.table] },
  }));
  const isEnd = (index + 1) * rowsPerChunk >= shape.snapshot.length;
  if (isEnd) messages.push({ headers: { control: 'snapshot-end', xmin: '1', xmax: '1', xip_list: [] } });
  return { messages, offset: `0_${index}`, isUpToDate: false };
}

/** The log after `from`, at most `changesPerChunk` changes: a chunk may end inside a transaction. */
export function logPage(
  central: FakeCentral,
  shape: FakeShape,
  from: LogPosition,
  changesPerChunk: number,
): Page {
  const changes = central
    .log()
    .filter(
      (entry) => entry.table === shape.table && entry.lsn > shape.madeAt && comparePositions(entry, from) > 0,
    )
    .flatMap((entry) => changeMessage(shape, entry));
  const page = changes.slice(0, changesPerChunk);
  const isUpToDate = page.length === changes.length;
  const messages = page.map(({ message }) => message);
  if (isUpToDate) {
    messages.push({ headers: { control: 'up-to-date', global_last_seen_lsn: `${central.head()}` } });
  }
  const last = page.at(-1)?.entry;
  const isStillSnapshot = from.lsn === 0n;
  return {
    messages,
    offset: last ? formatOffset(last) : isStillSnapshot ? '0_inf' : formatOffset(from),
    isUpToDate,
  };
}

function changeMessage(shape: FakeShape, entry: LogEntry): { message: Message; entry: LogEntry }[] {
  const was = entry.before !== null && shape.filter(entry.before);
  const is = entry.after !== null && shape.filter(entry.after);
  const { before, after } = entry;
  if (!was && !is) return [];
  const headers = {
    relation: ['public', shape.table],
    lsn: `${entry.lsn}`,
    txids: [1],
    op_position: entry.op,
    last: entry.isLast,
  };
  if (!is && before) {
    return [
      {
        entry,
        message: {
          key: keyOf(shape.table, before),
          value: { id: before['id'] },
          headers: { ...headers, operation: 'delete' },
        },
      },
    ];
  }
  if (!after) return [];
  const value = was && before ? changedColumns(before, after) : after;
  return [
    {
      entry,
      message: {
        key: keyOf(shape.table, after),
        value,
        headers: { ...headers, operation: was ? 'update' : 'insert' },
      },
    },
  ];
}

function changedColumns(before: TextRow, after: TextRow): TextRow {
  return Object.fromEntries(
    Object.entries(after).filter(([column, value]) => column === 'id' || before[column] !== value),
  );
}

function keyOf(table: SyncedTableName, row: TextRow): string {
  return `"public"."${table}"/"${row['id']}"`;
}
