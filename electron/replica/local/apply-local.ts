/** A person's change, applied to the replica: the rows, what they were, and the pending entry in one transaction. */
import { AppError } from '../../../shared/kernel/app-error.ts';
import { doneRows } from '../../../shared/mutations/undo/done.ts';
import { undoKindOf } from '../../../shared/mutations/undo/kinds.ts';
import type { ReplicaCore } from '../core.ts';
import type { ChangeLog } from '../store/change-log.ts';
import { createChangeLog } from '../store/change-log.ts';
import type { OnCommit, Sql } from '../store/database.ts';
import type { AppliedHere, LocalEffect, LocalMutation } from '../types.ts';
import type { PendingEntry } from './pending-rows.ts';
import { savePending } from './pending-rows.ts';
import { applyPending } from './run-pending.ts';

/**
 * Applies a mutation once: repeated, it answers what it answered. Throws the mutation's refusal, after which nothing
 * of it is here.
 */
export async function applyLocal(core: ReplicaCore, mutation: LocalMutation): Promise<AppliedHere> {
  const known = core.pending.byId(mutation.id);
  if (known) return effectOf(known);
  return core.database.write('edit', async (sql, onCommit) => {
    const meanwhile = core.pending.byId(mutation.id);
    if (meanwhile) return effectOf(meanwhile);
    const log = createChangeLog();
    const applied = await applyPending(core, sql, mutation, log);
    if (!applied.ok) throw applied.error;
    const entry: PendingEntry = {
      mutation,
      state: 'saved',
      walLsn: null,
      effect: applied.effect,
      touch: applied.touch,
      error: null,
    };
    await keep(core, sql, onCommit, log, entry);
    return undoKindOf(mutation.name)?.kind === 'inverse'
      ? { ...applied.effect, changes: doneRows(applied.changes) }
      : applied.effect;
  });
}

/** Writes a new entry and arranges that memory and live queries follow. */
export async function keep(
  core: ReplicaCore,
  sql: Sql,
  onCommit: OnCommit,
  log: ChangeLog,
  entry: PendingEntry,
): Promise<void> {
  await savePending(sql, [entry]);
  for (const key of entry.touch.writes) log.noteBadge(key);
  onCommit(() => {
    core.pending.put(entry);
    core.publish(log.result(), 'person');
  });
}

function effectOf({ effect, error }: PendingEntry): LocalEffect {
  if (effect) return effect;
  throw error ? AppError.fromWire(error) : new AppError('bug', 'a pending mutation without effect or error');
}
