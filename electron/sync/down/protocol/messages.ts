/**
 * Reads the body of a shape response. Rows arrive by the hundred thousand, so the check is written out by hand instead
 * of with a schema library; values stay the raw Postgres text they came as.
 */
import type { ServerChange, SnapshotRows, TextRow } from '../../../replica/types.ts';
import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import { parseCommitRow, type CommitRow } from './commit-row.ts';
import { parseLsn, type LogPosition } from './log-position.ts';

/** One change and its place in commit order. `commit` is set on rows inserted into `commits`. */
export type LogChange = LogPosition & { readonly change: ServerChange; readonly commit: CommitRow | null };

export type ShapeMessages = {
  /** Rows of the snapshot: they carry no position. */
  readonly rows: SnapshotRows;
  readonly changes: readonly LogChange[];
  readonly snapshotEnded: boolean;
  readonly isUpToDate: boolean;
  /** With up-to-date: the shape holds everything committed up to this LSN. */
  readonly seenLsn: bigint | null;
  /** LSN of the transaction that the response broke off in, or null. */
  readonly openLsn: bigint | null;
};

type Draft = {
  rows: TextRow[];
  changes: LogChange[];
  snapshotEnded: boolean;
  isUpToDate: boolean;
  seenLsn: bigint | null;
  openLsn: bigint | null;
};

/** The messages of one response, or null when the body is not what a shape service sends. */
export function parseMessages(
  table: SyncedTableName,
  body: unknown,
): (ShapeMessages & { readonly rows: readonly TextRow[] }) | null {
  if (!Array.isArray(body)) return null;
  const draft: Draft = {
    rows: [],
    changes: [],
    snapshotEnded: false,
    isUpToDate: false,
    seenLsn: null,
    openLsn: null,
  };
  for (const message of body) {
    if (!isObject(message) || !isObject(message['headers'])) return null;
    const headers = message['headers'];
    const isRead =
      'control' in headers
        ? readControl(headers, draft)
        : readChange(table, message['value'], headers, draft);
    if (!isRead) return null;
  }
  return draft;
}

function readControl(headers: Record<string, unknown>, draft: Draft): boolean {
  switch (headers['control']) {
    case 'up-to-date':
      draft.isUpToDate = true;
      draft.seenLsn = parseLsn(headers['global_last_seen_lsn']);
      draft.openLsn = null;
      return true;
    case 'snapshot-end':
      draft.snapshotEnded = true;
      return true;
    default:
      return false;
  }
}

function readChange(
  table: SyncedTableName,
  row: unknown,
  headers: Record<string, unknown>,
  draft: Draft,
): boolean {
  const op = headers['operation'];
  if ((op !== 'insert' && op !== 'update' && op !== 'delete') || !isTextRow(row)) return false;
  const id = row['id'];
  if (typeof id !== 'string') return false;
  if (headers['lsn'] === undefined) {
    draft.rows.push(row);
    return op === 'insert';
  }
  const lsn = parseLsn(headers['lsn']);
  const place = headers['op_position'];
  if (lsn === null || typeof place !== 'number') return false;
  const commit = table === 'commits' && op === 'insert' ? parseCommitRow(row) : null;
  draft.changes.push({ lsn, op: place, change: { table, op, id, row }, commit });
  draft.openLsn = headers['last'] === true ? null : lsn;
  return true;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTextRow(value: unknown): value is TextRow {
  if (!isObject(value)) return false;
  for (const column in value) {
    const cell = value[column];
    if (cell !== null && typeof cell !== 'string') return false;
  }
  return true;
}
