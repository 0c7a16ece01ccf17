/** What the replica knows of its own completeness, and how it is written: always in the transaction of the rows it speaks of. */
import { z } from 'zod';
import type { SyncedTableName } from '../../../shared/schema/registry.ts';
import { isSyncedTable } from '../../../shared/schema/registry.ts';
import type { ReplicaState, TablePosition } from '../types.ts';
import type { Sql } from './database.ts';

const metaSchema = z.object({
  complete: z.boolean(),
  schema_version: z.number(),
  epoch: z.string().nullable(),
  scope: z.string().nullable(),
  lsn: z.string(),
  as_of: z.string().nullable(),
});
const positionsSchema = z.array(
  z.object({ table_name: z.string(), handle: z.string(), shape_offset: z.string() }),
);

export async function readState(sql: Sql): Promise<ReplicaState> {
  const [row] = await sql.query(
    'SELECT complete, schema_version, epoch, scope, lsn, as_of FROM _meta WHERE one',
  );
  const meta = metaSchema.parse(row);
  const positions = positionsSchema.parse(
    await sql.query('SELECT table_name, handle, shape_offset FROM _positions ORDER BY table_name'),
  );
  return {
    complete: meta.complete,
    schemaVersion: meta.schema_version,
    epoch: meta.epoch,
    scope: meta.scope,
    lsn: meta.lsn,
    asOf: meta.as_of,
    positions: positions.flatMap(({ table_name: table, handle, shape_offset: offset }) =>
      isSyncedTable(table) ? [{ table, handle, offset }] : [],
    ),
  };
}

/** The state after news: later positions replace earlier ones of the same table. */
export function advanced(
  state: ReplicaState,
  news: {
    readonly positions: readonly TablePosition[];
    readonly lsn: string;
    readonly asOf: string | null;
  },
): ReplicaState {
  const positions = new Map<SyncedTableName, TablePosition>();
  for (const position of [...state.positions, ...news.positions]) positions.set(position.table, position);
  return {
    ...state,
    lsn: laterLsn(state.lsn, news.lsn),
    asOf: news.asOf ?? state.asOf,
    positions: [...positions.values()],
  };
}

/** Writes what differs from `former`. */
export async function saveState(sql: Sql, former: ReplicaState, state: ReplicaState): Promise<void> {
  await sql.query(
    'UPDATE _meta SET complete = $1, epoch = $2, scope = $3, lsn = $4, as_of = $5, schema_version = $6 WHERE one',
    [state.complete, state.epoch, state.scope, state.lsn, state.asOf, state.schemaVersion],
  );
  const moved = movedPositions(former, state);
  if (moved.length === 0) return;
  await sql.query(
    `INSERT INTO _positions (table_name, handle, shape_offset)
     SELECT r."table", r.handle, r."offset" FROM json_to_recordset($1::text::json) AS r("table" text, handle text, "offset" text)
     ON CONFLICT (table_name) DO UPDATE SET handle = excluded.handle, shape_offset = excluded.shape_offset`,
    [JSON.stringify(moved)],
  );
}

export function movedPositions(former: ReplicaState, state: ReplicaState): readonly TablePosition[] {
  const known = new Map(former.positions.map((position) => [position.table, position]));
  return state.positions.filter(({ table, handle, offset }) => {
    const before = known.get(table);
    return before?.handle !== handle || before.offset !== offset;
  });
}

export function laterLsn(left: string, right: string): string {
  return BigInt(left) >= BigInt(right) ? left : right;
}
