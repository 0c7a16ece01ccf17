/** Writes the server's changes: clean rows into their tables, dirty ones into what is remembered of the server. */
import type { SyncedTableName } from '../../../shared/schema/registry.ts';
import type { TouchIndex } from '../rebase/pending-index.ts';
import type { RowKey, SearchKey } from '../rebase/resources.ts';
import { changedColumns, rowKey, valuesOf } from '../rebase/resources.ts';
import type { ImageRow } from '../rebase/shadow.ts';
import { updateShadows } from '../rebase/shadow.ts';
import type { ChangeLog } from '../store/change-log.ts';
import type { Sql } from '../store/database.ts';
import type { ServerChange } from '../types.ts';
import type { NetChange, NetGroup } from './net-changes.ts';
import { groupChanges, netChanges } from './net-changes.ts';
import { isKnownColumn, writeStatement } from './row-statements.ts';

/** Rows of one statement: bounds memory, and stays far below what a statement may hold. */
const STATEMENT_ROWS = 1_000;

export type ServerNews = {
  readonly rows: readonly RowKey[];
  readonly searches: readonly SearchKey[];
  /** Pending mutations to re-run whatever else there is. */
  readonly seqs?: readonly number[];
};

/** Answers what pending mutations may be concerned by. Idempotent: the same changes may come again. */
export async function applyServerChanges(
  sql: Sql,
  index: TouchIndex,
  changes: readonly ServerChange[],
  log: ChangeLog,
): Promise<ServerNews> {
  const rows: RowKey[] = [];
  const searches: SearchKey[] = [];
  const tell = (table: SyncedTableName, image: ImageRow) => {
    const columns = changedColumns(image.before, image.after);
    if (columns !== 'all' && columns.size === 0) return;
    rows.push(rowKey(table, image.id));
    if (index.isSearched(table)) searches.push(...valuesOf({ table, ...image }));
  };
  for (const [table, net] of netChanges(changes)) {
    const clean: NetChange[] = [];
    const dirty: NetChange[] = [];
    for (const change of net.values()) {
      (index.writers(rowKey(table, change.id)).size > 0 ? dirty : clean).push(change);
    }
    for (const group of groupChanges(table, dirty, isKnownColumn(table), STATEMENT_ROWS)) {
      for (const image of await updateShadows(sql, group)) tell(table, image);
    }
    for (const group of groupChanges(table, clean, isKnownColumn(table), STATEMENT_ROWS)) {
      for (const image of await writeClean(sql, index, group, log)) tell(table, image);
    }
  }
  return { rows, searches };
}

/** Former and new rows are asked for only where somebody follows them. */
async function writeClean(
  sql: Sql,
  index: TouchIndex,
  group: NetGroup,
  log: ChangeLog,
): Promise<readonly ImageRow[]> {
  const { table, changes } = group;
  const follow = log.follows(table, changes.length);
  const read = index.isSearched(table) || changes.some(({ id }) => index.readers(rowKey(table, id)).size > 0);
  const { text, params } = writeStatement(group, follow || read);
  const images = await sql.query<ImageRow>(text, params);
  if (follow) for (const { id, before, after } of images) log.note(table, id, before, after);
  else log.noteMany(table);
  return read ? images : [];
}
