import type { MutableTableName } from '../schema/registry.ts';
import { canonicalNewRow, canonicalPatch, rawRow, type RawRow } from './canonical.ts';
import { tableMeta } from './columns.ts';
import { canonicalIds, loadRows } from './sql-reads.ts';
import { arrayLiteral, deleteRows, insertRows, updateRows } from './sql-text.ts';
import { assertWritable, countRows, recordChange, seenRow, type StoreState } from './store-state.ts';

export async function insertInto(
  state: StoreState,
  table: MutableTableName,
  rows: readonly object[],
): Promise<void> {
  if (rows.length === 0 || state.skipTables.has(table)) return;
  countRows(state, table, rows.length);
  const whole = rows.map((row) => canonicalNewRow(table, rawRow(row), state.now));
  for (const row of whole) assertWritable(state, table, row);
  await state.executor.query(insertRows(table, state.side), [JSON.stringify(whole)]);
  for (const row of whole) recordChange(state, table, String(row['id']), null, row);
}

/** `updated_at` follows the writer's clock wherever a table has it. */
export async function updateIn(
  state: StoreState,
  table: MutableTableName,
  patches: readonly object[],
): Promise<void> {
  if (patches.length === 0 || state.skipTables.has(table)) return;
  const clean = mergedById(patches.map((patch) => cleanPatch(state, table, patch)));
  countRows(state, table, clean.size);
  await loadRows(state, table, [...clean.keys()]);
  const changes = [...clean].flatMap(([id, patch]) => {
    const before = seenRow(state, table, id);
    return before ? [{ id, before, patch, after: { ...before, ...patch } }] : [];
  });
  for (const { before, after } of changes) {
    assertWritable(state, table, before);
    assertWritable(state, table, after);
  }
  for (const { columns, rows } of byColumnSet(changes.map((change) => change.patch))) {
    const ids = arrayLiteral(rows.map((row) => String(row['id'])));
    await state.executor.query(updateRows(table, columns, state.side), [JSON.stringify(rows), ids]);
  }
  for (const { id, before, after } of changes) recordChange(state, table, id, before, after);
}

export async function removeFrom(
  state: StoreState,
  table: MutableTableName,
  ids: readonly string[],
): Promise<void> {
  const wanted = canonicalIds(table, ids);
  if (wanted.length === 0 || state.skipTables.has(table)) return;
  countRows(state, table, wanted.length);
  await loadRows(state, table, wanted);
  const present = wanted.flatMap((id) => {
    const row = seenRow(state, table, id);
    return row ? [{ id, row }] : [];
  });
  if (present.length === 0) return;
  for (const { row } of present) assertWritable(state, table, row);
  await state.executor.query(deleteRows(table), [arrayLiteral(present.map(({ id }) => id))]);
  for (const { id, row } of present) recordChange(state, table, id, row, null);
}

function cleanPatch(state: StoreState, table: MutableTableName, patch: object): RawRow {
  const clean = canonicalPatch(table, rawRow(patch));
  if ('updated_at' in clean || !tableMeta(table).byName.has('updated_at')) return clean;
  return { ...clean, updated_at: state.now };
}

function mergedById(patches: readonly RawRow[]): ReadonlyMap<string, RawRow> {
  const merged = new Map<string, RawRow>();
  for (const patch of patches) {
    const id = String(patch['id']);
    merged.set(id, { ...merged.get(id), ...patch });
  }
  return merged;
}

type ColumnSet = { readonly columns: readonly string[]; readonly rows: RawRow[] };

/** One statement serves all patches that name the same columns. */
function byColumnSet(patches: readonly RawRow[]): readonly ColumnSet[] {
  const sets = new Map<string, ColumnSet>();
  for (const patch of patches) {
    const columns = Object.keys(patch)
      .filter((name) => name !== 'id')
      .toSorted();
    if (columns.length === 0) continue;
    const key = columns.join(',');
    const set = sets.get(key) ?? { columns, rows: [] };
    set.rows.push(patch);
    sets.set(key, set);
  }
  return [...sets.values()];
}
