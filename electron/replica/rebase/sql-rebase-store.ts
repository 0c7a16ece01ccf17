/** The rebase's store over the replica's tables, inside one transaction. */
import type { LocalEffect } from '../types.ts';
import type { PendingList } from '../local/pending-list.ts';
import type { RunContext } from '../local/run-pending.ts';
import { applyPending } from '../local/run-pending.ts';
import type { ChangeLog } from '../store/change-log.ts';
import type { Sql } from '../store/database.ts';
import type { RowKey, SearchKey } from './resources.ts';
import { byTable, changedColumns, rowKey, valuesOf } from './resources.ts';
import type { RebaseStore, Rerun } from './run-rebase.ts';
import { forget, restore } from './shadow.ts';

/** `effects` receives what re-run mutations now amount to. */
export function createRebaseStore(
  context: RunContext,
  sql: Sql,
  pending: PendingList,
  log: ChangeLog,
  effects: Map<number, LocalEffect>,
): RebaseStore {
  return {
    restore: async (rows) => {
      const changed: RowKey[] = [];
      const searches: SearchKey[] = [];
      for (const [table, ids] of byTable(rows)) {
        for (const { id, before, after } of await restore(sql, table, ids)) {
          const columns = changedColumns(before, after);
          if (columns !== 'all' && columns.size === 0) continue;
          changed.push(rowKey(table, id));
          searches.push(...valuesOf({ table, before, after }));
          log.note(table, id, before, after);
        }
      }
      return { rows: changed, searches };
    },
    forget: (rows) => forget(sql, rows),
    run: (seq) => rerun(context, sql, pending, log, effects, seq),
    attempt: async (attempt) => {
      const undoLog = log.copy();
      await sql.script('SAVEPOINT rebase');
      const done = await attempt();
      if (!done) {
        await sql.script('ROLLBACK TO SAVEPOINT rebase');
        undoLog();
      }
      await sql.script('RELEASE SAVEPOINT rebase');
      return done;
    },
  };
}

async function rerun(
  context: RunContext,
  sql: Sql,
  pending: PendingList,
  log: ChangeLog,
  effects: Map<number, LocalEffect>,
  seq: number,
): Promise<Rerun> {
  const entry = pending.active(seq);
  if (!entry) throw new TypeError(`no pending mutation ${seq}`);
  await sql.script('SAVEPOINT rerun');
  const applied = await applyPending(context, sql, entry.mutation, log);
  if (!applied.ok) {
    await sql.script('ROLLBACK TO SAVEPOINT rerun; RELEASE SAVEPOINT rerun');
    return { touch: applied.touch, error: applied.error.toWire() };
  }
  await sql.script('RELEASE SAVEPOINT rerun');
  effects.set(seq, applied.effect);
  return { touch: applied.touch, error: null };
}
