import { AppError } from '../kernel/app-error.ts';
import type { MutableTableName } from '../schema/registry.ts';
import { canonicalValue, type RawRow } from './canonical.ts';
import { columnOf } from './columns.ts';
import { parseRow } from './row-json.ts';
import { arrayLiteral, quoted, selectRows, typeOn } from './sql-text.ts';
import { remember, seenRow, type StoreScope, type StoreState } from './store-state.ts';

/** Rows by id, in the order asked for; ids that are not there (or out of scope) are left out. */
export async function rowsById(
  state: StoreState,
  table: MutableTableName,
  ids: readonly string[],
): Promise<readonly RawRow[]> {
  const wanted = canonicalIds(table, ids);
  if (wanted.length === 0 || state.skipTables.has(table)) return [];
  state.recorder.read?.(table, wanted);
  const found = await select(state, table, 't.id = any($1::uuid[])', [arrayLiteral(wanted)]);
  const byId = new Map(found.map((row) => [row['id'], row]));
  const ordered: RawRow[] = [];
  for (const id of wanted) {
    const row = byId.get(id);
    if (row) ordered.push(row);
  }
  return ordered;
}

/** Rows by equality, in the order of their ids. */
export async function rowsBy(
  state: StoreState,
  table: MutableTableName,
  column: string,
  values: readonly (string | number)[],
  also: object,
): Promise<readonly RawRow[]> {
  if (values.length === 0 || state.skipTables.has(table)) return [];
  const type = typeOn(columnOf(table, column), state.side);
  const params: unknown[] = [arrayLiteral([...new Set(values)])];
  const conditions = [`t.${quoted(column)} = any($1::${type}[])`];
  for (const [name, value] of Object.entries(also)) {
    conditions.push(equality(state, table, name, value, params));
  }
  const found = await select(state, table, conditions.join(' and '), params);
  const foundIds = found.map((row) => String(row['id']));
  state.recorder.lookup?.(table, column, values, foundIds);
  return found;
}

/** Makes sure that every existing row of `ids` is among the rows seen. */
export async function loadRows(
  state: StoreState,
  table: MutableTableName,
  ids: readonly string[],
): Promise<void> {
  await rowsById(
    state,
    table,
    ids.filter((id) => !seenRow(state, table, id)),
  );
}

export function canonicalIds(table: MutableTableName, ids: readonly string[]): readonly string[] {
  const column = columnOf(table, 'id');
  return [...new Set(ids.map((id) => String(canonicalValue(column, id))))];
}

async function select(
  state: StoreState,
  table: MutableTableName,
  where: string,
  params: unknown[],
): Promise<readonly RawRow[]> {
  const scoped = scopeCondition(state.scope, params);
  const result = await state.executor.query(selectRows(table, `${where}${scoped}`, 't.id'), params);
  const found = result.rows.map((row) => parseRow(table, row['r']));
  for (const row of found) remember(state, table, row);
  return found;
}

function scopeCondition(scope: StoreScope, params: unknown[]): string {
  if (scope === 'any') return '';
  if (scope.clientId === null) return ' and t.scope_client_id is null';
  params.push(scope.clientId);
  return ` and (t.scope_client_id = $${params.length}::uuid or t.scope_client_id is null)`;
}

function equality(
  state: StoreState,
  table: MutableTableName,
  name: string,
  value: unknown,
  params: unknown[],
): string {
  const column = columnOf(table, name);
  const wanted = canonicalValue(column, value);
  if (wanted === null) return `t.${quoted(name)} is null`;
  if (typeof wanted === 'boolean') return `t.${quoted(name)} = ${String(wanted)}`;
  if (typeof wanted !== 'string' && typeof wanted !== 'number') {
    throw new AppError('bug', `no equality on ${table}.${name}`);
  }
  params.push(wanted);
  return `t.${quoted(name)} = $${params.length}::${typeOn(column, state.side)}`;
}
