/** The statements of a live list. */
import type { ListQuery } from '../../../shared/queries/define.ts';
import type { Sql, SqlRow } from '../store/database.ts';
import type { CompiledList } from '../../../shared/queries/compile-list.ts';
import { nextParameter, sortColumns, standsBefore } from '../../../shared/queries/compile-list.ts';
import type { OrderedKeys } from './ordered-keys.ts';

const SEPARATOR = ' ';
/** Rows compared at a time when a row's place is looked for: three rounds find it among 250,000. */
const PROBES = 64;

/** Every key in order: one statement, one value, so that nothing is parsed row by row. */
export async function allKeys(sql: Sql, list: CompiledList): Promise<readonly string[]> {
  const [row] = await sql.query<{ keys: string | null }>(
    `SELECT string_agg(id::text, '${SEPARATOR}') AS keys FROM
       (SELECT t.id FROM ${list.from} WHERE ${list.where} ORDER BY ${list.orderBy}) ordered`,
    list.params,
  );
  return row?.keys ? row.keys.split(SEPARATOR) : [];
}

/** A window before the order of all keys is known. */
export async function windowKeys(
  sql: Sql,
  list: CompiledList,
  offset: number,
  limit: number,
): Promise<readonly string[]> {
  const rows = await sql.query<{ key: string }>(
    `SELECT t.id::text AS key FROM ${list.from} WHERE ${list.where} ORDER BY ${list.orderBy} LIMIT ${limit} OFFSET ${offset}`,
    list.params,
  );
  return rows.map(({ key }) => key);
}

export async function countRows(sql: Sql, list: CompiledList): Promise<number> {
  const [row] = await sql.query<{ rows: number }>(
    `SELECT count(*) AS rows FROM ${list.from} WHERE ${list.where}`,
    list.params,
  );
  return row?.rows ?? 0;
}

async function members(sql: Sql, list: CompiledList, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ key: string }>(
    `SELECT t.id::text AS key FROM ${list.from} WHERE t.id = ANY(${nextParameter(list, 1)}::text[]::uuid[]) AND ${list.where}`,
    [...list.params, keys],
  );
  return new Set(rows.map(({ key }) => key));
}

/** Rows by key, in no order. Columns are those of the query; the key comes along as `key`. */
export async function rowsByKey(
  sql: Sql,
  query: Pick<ListQuery, 'columns' | 'from'>,
  keys: readonly string[],
): Promise<ReadonlyMap<string, SqlRow>> {
  if (keys.length === 0) return new Map();
  const columns = Object.entries(query.columns).map(([name, column]) => `, ${column} AS "${name}"`);
  const rows = await sql.query<SqlRow & { key: string }>(
    `SELECT t.id::text AS key${columns.join('')} FROM ${query.from} WHERE t.id = ANY($1::text[]::uuid[])`,
    [keys],
  );
  return new Map(rows.map(({ key, ...row }) => [key, row]));
}

/** What several views of one flush ask alike is read once. */
export type FlushReads = {
  /** Rows by key, in no order. */
  readonly rows: (
    query: Pick<ListQuery, 'name' | 'columns' | 'from'>,
    keys: readonly string[],
  ) => Promise<ReadonlyMap<string, SqlRow>>;
  /** Which of these keys belong to the list now. Lists that differ in order only are asked once. */
  readonly members: (list: CompiledList, keys: readonly string[]) => Promise<ReadonlySet<string>>;
};

export function createFlushReads(sql: Sql): FlushReads {
  const known = new Map<string, Map<string, SqlRow | null>>();
  const asked = new Map<string, Promise<ReadonlySet<string>>>();
  return {
    rows: async (query, keys) => {
      const rows = known.get(query.name) ?? new Map<string, SqlRow | null>();
      known.set(query.name, rows);
      const missing = keys.filter((key) => !rows.has(key));
      const read = await rowsByKey(sql, query, missing);
      for (const key of missing) rows.set(key, read.get(key) ?? null);
      return new Map(
        keys.flatMap((key) => {
          const row = rows.get(key);
          return row ? [[key, row] as const] : [];
        }),
      );
    },
    members: (list, keys) => {
      const question = JSON.stringify([list.from, list.where, list.params, keys]);
      const answer = asked.get(question) ?? members(sql, list, keys);
      asked.set(question, answer);
      return answer;
    },
  };
}

/**
 * Puts `keys`, which belong to the list but are not in `ordered`, into their places. The database itself compares, so
 * the order is exactly that of `allKeys`, collation included.
 */
export async function insertInOrder(
  sql: Sql,
  list: CompiledList,
  ordered: OrderedKeys,
  keys: readonly string[],
): Promise<void> {
  for (const key of keys) ordered.insert(await placeOf(sql, list, ordered, key), key);
}

async function placeOf(sql: Sql, list: CompiledList, ordered: OrderedKeys, key: string): Promise<number> {
  let low = 0;
  let high = ordered.size();
  while (low < high) {
    const positions = probePositions(low, high);
    const probes = positions.flatMap((position) => ordered.at(position) ?? []);
    const before = await countBefore(sql, list, key, probes);
    const next = positions[before];
    low = before === 0 ? low : (positions[before - 1] ?? low) + 1;
    if (next !== undefined) high = next;
  }
  return low;
}

/** Evenly spread positions of [low, high), the first and the last among them. */
function probePositions(low: number, high: number): readonly number[] {
  const count = Math.min(PROBES, high - low);
  const step = count > 1 ? (high - 1 - low) / (count - 1) : 0;
  return Array.from({ length: count }, (_, at) => low + Math.round(at * step));
}

async function countBefore(
  sql: Sql,
  list: CompiledList,
  key: string,
  probes: readonly string[],
): Promise<number> {
  const columns = `SELECT t.id${sortColumns(list)} FROM ${list.from}`;
  const [row] = await sql.query<{ rows: number }>(
    `SELECT count(*) AS rows FROM (${columns} WHERE t.id = $1::text::uuid) x, (${columns} WHERE t.id = ANY($2::text[]::uuid[])) p
     WHERE ${standsBefore(list)}`,
    [key, probes],
  );
  return row?.rows ?? 0;
}
