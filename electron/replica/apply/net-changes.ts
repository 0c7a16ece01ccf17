/** Several changes of one row in a cut amount to one. Pure. */
import type { SyncedTableName } from '../../../shared/schema/registry.ts';
import type { ServerChange, TextRow } from '../types.ts';

/** `put`: the whole row. `patch`: these columns, if the row is there. */
export type NetOp = 'put' | 'patch' | 'delete';
export type NetChange = { readonly id: string; readonly op: NetOp; readonly row: TextRow };
/** Changes of one table, operation and set of columns: one statement. */
export type NetGroup = {
  readonly table: SyncedTableName;
  readonly op: NetOp;
  readonly columns: readonly string[];
  readonly changes: readonly NetChange[];
};

/** The last state of each row, per table, in order of first mention. */
export function netChanges(
  changes: readonly ServerChange[],
): ReadonlyMap<SyncedTableName, ReadonlyMap<string, NetChange>> {
  const tables = new Map<SyncedTableName, Map<string, NetChange>>();
  for (const change of changes) {
    let rows = tables.get(change.table);
    if (!rows) tables.set(change.table, (rows = new Map()));
    rows.set(change.id, follow(rows.get(change.id), change));
  }
  return tables;
}

function follow(earlier: NetChange | undefined, change: ServerChange): NetChange {
  const { id, row } = change;
  if (change.op === 'delete') return { id, op: 'delete', row: {} };
  if (change.op === 'insert') return { id, op: 'put', row };
  if (!earlier) return { id, op: 'patch', row };
  // An update of a row that is gone is the tail of an older story.
  if (earlier.op === 'delete') return earlier;
  return { id, op: earlier.op, row: { ...earlier.row, ...row } };
}

/** Groups one table's changes into statements of at most `limit` rows. `known` filters out columns of a newer schema. */
export function groupChanges(
  table: SyncedTableName,
  changes: Iterable<NetChange>,
  known: (column: string) => boolean,
  limit: number,
): readonly NetGroup[] {
  const groups = new Map<string, { op: NetOp; columns: readonly string[]; changes: NetChange[] }>();
  for (const change of changes) {
    const columns =
      change.op === 'delete'
        ? []
        : Object.keys(change.row)
            .filter((column) => column !== 'id' && known(column))
            .sort();
    if (change.op === 'patch' && columns.length === 0) continue;
    const key = `${change.op} ${columns.join(',')}`;
    const group = groups.get(key);
    if (group) group.changes.push(change);
    else groups.set(key, { op: change.op, columns, changes: [change] });
  }
  return [...groups.values()].flatMap(({ op, columns, changes: all }) =>
    Array.from({ length: Math.ceil(all.length / limit) }, (_, part) => ({
      table,
      op,
      columns,
      changes: all.slice(part * limit, (part + 1) * limit),
    })),
  );
}
