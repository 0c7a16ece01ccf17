import { MAX_ROWS_PER_MUTATION } from '../domain/limits/mutation-rows.ts';
import { AppError } from '../kernel/app-error.ts';
import type { MutableTableName } from '../schema/registry.ts';
import type { RawRow } from './canonical.ts';
import type { Side } from './define.ts';
import type { StoreRecorder } from './recorder.ts';

/** What PGlite, its transactions and clients of `pg` have in common. */
export type SqlExecutor = {
  readonly query: (
    text: string,
    params: unknown[],
  ) => Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[] }>;
};

/** One client's rows or (null) agency-wide ones; `any` is for the system's own loads, which write rows of many clients. */
export type StoreScope = { readonly clientId: string | null } | 'any';

/** What one mutation's store knows while it lives. */
export type StoreState = {
  readonly executor: SqlExecutor;
  readonly side: Side;
  readonly scope: StoreScope;
  readonly now: string;
  readonly recorder: StoreRecorder;
  readonly skipTables: ReadonlySet<string>;
  /** Rows read or written so far, as they are now. */
  readonly seen: Map<string, RawRow>;
  readonly written: Map<MutableTableName, number>;
};

export function seenRow(state: StoreState, table: MutableTableName, id: string): RawRow | undefined {
  return state.seen.get(rowKey(table, id));
}

export function remember(state: StoreState, table: MutableTableName, row: RawRow): void {
  state.seen.set(rowKey(table, String(row['id'])), row);
}

/** Keeps `seen` true and tells the recorder. */
export function recordChange(
  state: StoreState,
  table: MutableTableName,
  id: string,
  before: RawRow | null,
  after: RawRow | null,
): void {
  if (after) remember(state, table, after);
  else state.seen.delete(rowKey(table, id));
  state.recorder.write?.({ table, id, before, after });
}

/** Throws `invalid_input` past the limit. Conflict rows do not count: they follow from the rows. */
export function countRows(state: StoreState, table: MutableTableName, more: number): void {
  const total = (state.written.get(table) ?? 0) + more;
  state.written.set(table, total);
  if (total <= MAX_ROWS_PER_MUTATION || table === 'conflicts') return;
  throw new AppError('invalid_input', `a mutation may write ${MAX_ROWS_PER_MUTATION} rows, not ${total}`, {
    hint: `At most ${MAX_ROWS_PER_MUTATION} rows can be changed in one step.`,
  });
}

/** Throws `forbidden` for a row outside the mutation's scope. */
export function assertWritable(state: StoreState, table: MutableTableName, row: RawRow): void {
  if (state.scope === 'any' || (row['scope_client_id'] ?? null) === state.scope.clientId) return;
  throw new AppError('forbidden', `${table} ${String(row['id'])} is outside the mutation's scope`, {
    hint: 'This belongs to another client.',
  });
}

function rowKey(table: MutableTableName, id: string): string {
  return `${table}/${id}`;
}
