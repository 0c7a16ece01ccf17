/**
 * First load, refetch and added scope: rows arrive in batches behind the visible ones, and one transaction shows them.
 * No table ever flashes empty; memory stays flat.
 */
import { AppError } from '../../../shared/kernel/app-error.ts';
import type { SyncedTableName } from '../../../shared/schema/registry.ts';
import { SCHEMA_VERSION } from '../../../shared/schema/registry.ts';
import type { ReplicaCore } from '../core.ts';
import type { RowKey, SearchKey } from '../rebase/resources.ts';
import { byTable } from '../rebase/resources.ts';
import { quoted } from '../schema/ddl.ts';
import { createChangeLog } from '../store/change-log.ts';
import type { OnCommit, Sql } from '../store/database.ts';
import { advanced, saveState } from '../store/sync-state.ts';
import type { StagedLoad } from '../types.ts';
import { arrivedEntries } from './apply-cut.ts';
import { applyServerChanges } from './server-changes.ts';
import { settleNews } from './settle-news.ts';
import { meetStage } from './stage-news.ts';
import { createStage, dropStages, fillStage, indexStage, keyStage, swapStage } from './staging.ts';

type Finish = Parameters<StagedLoad['finish']>[0];

export async function beginLoad(core: ReplicaCore, tables: readonly SyncedTableName[]): Promise<StagedLoad> {
  const { database } = core;
  const named = new Set(tables);
  let open = true;
  const assertOpen = (table?: SyncedTableName): void => {
    if (!open) throw new AppError('bug', 'this load is over');
    if (table && !named.has(table)) throw new AppError('bug', `${table} is not part of this load`);
  };
  // Most tables of a first load are empty: they get a stage with their first row, and mostly never.
  const staged = new Set<SyncedTableName>();
  const ensureStage = async (table: SyncedTableName): Promise<void> => {
    if (staged.has(table)) return;
    await database.read('sync', (sql) => createStage(sql, table));
    staged.add(table);
  };
  return {
    stage: async (table, rows) => {
      assertOpen(table);
      await ensureStage(table);
      await fillStage(database, table, rows);
    },
    restart: async (table) => {
      assertOpen(table);
      staged.delete(table);
      await ensureStage(table);
    },
    finish: async (input) => {
      assertOpen();
      open = false;
      const former = core.state();
      // Somebody waits for the very first rows: those are shown before they have all their indexes. What is pending may
      // look things up ten thousand times over, and needs them at once.
      const isAwaited = !former.complete && core.pending.all().next().done === true;
      const indexLater = isAwaited ? core.indexLater : undefined;
      for (const table of tables) {
        if (!staged.has(table) && (await staysEmpty(core, table))) continue;
        await ensureStage(table);
        await keyStage(database, table);
        if (!indexLater) await indexStage(database, table);
      }
      const changing = tables.filter((table) => staged.has(table));
      await database.write('sync', (sql, onCommit) => show(core, sql, onCommit, changing, input));
      const { lsn, asOf } = core.state();
      if (lsn !== former.lsn || asOf !== former.asOf) core.emit({ kind: 'position', asOf, lsn });
      indexLater?.();
    },
    abandon: async () => {
      if (!open) return;
      open = false;
      await database.read('sync', dropStages);
    },
  };
}

/** No row has come, none is here, and no pending change has touched one. */
async function staysEmpty({ database, pending }: ReplicaCore, table: SyncedTableName): Promise<boolean> {
  if (byTable(pending.index.dirtyRows()).has(table)) return false;
  const rows = await database.read('sync', (sql) =>
    sql.query(`SELECT 1 AS one FROM ${quoted(table)} LIMIT 1`),
  );
  return rows.length === 0;
}

async function show(
  core: ReplicaCore,
  sql: Sql,
  onCommit: OnCommit,
  tables: readonly SyncedTableName[],
  { cut, scope, epoch }: Finish,
): Promise<void> {
  const log = createChangeLog();
  const rows: RowKey[] = [];
  const searches: SearchKey[] = [];
  for (const table of tables) {
    const news = await meetStage(sql, core.pending.index, table);
    rows.push(...news.rows);
    searches.push(...news.searches);
    await swapStage(sql, table);
    log.noteMany(table);
  }
  const news = await applyServerChanges(sql, core.pending.index, cut.changes, log);
  const former = core.state();
  const next = advanced(former, cut);
  // A database restored from a backup counts its positions anew, from further back.
  const lsn = former.epoch === epoch ? next.lsn : cut.lsn;
  const state = { ...next, lsn, complete: true, schemaVersion: SCHEMA_VERSION, scope, epoch };
  await saveState(sql, former, state);
  onCommit(() => core.setState(state));
  log.noteAllBadges();
  await settleNews(
    core,
    sql,
    onCommit,
    log,
    {
      rows: [...rows, ...news.rows],
      searches: [...searches, ...news.searches],
    },
    {
      arrived: arrivedEntries(core, [...cut.arrived, ...(await committed(core, sql))], state.lsn),
      rejected: [],
      dropped: [],
    },
  );
}

/** Pending mutations whose commits came with a snapshot. */
export async function committed(core: ReplicaCore, sql: Sql): Promise<readonly string[]> {
  const ids = [...core.pending.all()].map(({ mutation }) => mutation.id);
  if (ids.length === 0) return [];
  const rows = await sql.query<{ id: string }>(
    'SELECT id::text AS id FROM commits WHERE id = ANY($1::text[]::uuid[])',
    [ids],
  );
  return rows.map(({ id }) => id);
}
