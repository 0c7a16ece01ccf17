/** A named query's rows without following it. */
import type { RegisteredQuery } from '../../../shared/queries/registered.ts';
import type { Sql, SqlRow } from '../store/database.ts';
import { allKeys, rowsByKey } from './list-statements.ts';
import { runRows } from './rows-view.ts';

/** Every row, in the query's order, its key under `key`. Throws `invalid_input` for arguments that do not parse. */
export async function readOnce(sql: Sql, query: RegisteredQuery, args: unknown): Promise<readonly SqlRow[]> {
  if (query.kind === 'rows') {
    const rows = await runRows(sql, query.prepare(args));
    return rows.map(({ key, row }) => ({ ...row, key }));
  }
  const { list, columns } = query.prepare(args);
  const keys = await allKeys(sql, list);
  const rows = await rowsByKey(sql, { columns, from: list.from }, keys);
  return keys.flatMap((key) => {
    const row = rows.get(key);
    return row ? [{ ...row, key }] : [];
  });
}
