/**
 * Brings the replica's pending mutations to those of the outbox, which is the truth: after a crash, a rebuild, or a
 * renumbering of the device.
 */
import type { WireError } from '../../../shared/kernel/app-error.ts';
import { committed } from '../apply/staged-load.ts';
import { NOTHING_REMOVED, settleNews } from '../apply/settle-news.ts';
import type { ReplicaCore } from '../core.ts';
import { createChangeLog } from '../store/change-log.ts';
import type { Sql } from '../store/database.ts';
import type { LocalMutation } from '../types.ts';
import { dropLocal } from './drop-local.ts';
import { keep } from './apply-local.ts';
import type { PendingEntry } from './pending-rows.ts';
import { savePending } from './pending-rows.ts';
import { applyPending } from './run-pending.ts';

export type Refused = { readonly seq: number; readonly error: WireError };

/**
 * Mutations that are not here are applied in order, others are dropped. One that refuses stays pending without
 * effects (the server decides) and is answered. One whose commit is here already is told as arrived.
 */
export async function restorePending(
  core: ReplicaCore,
  mutations: readonly LocalMutation[],
): Promise<readonly Refused[]> {
  const wanted = new Map(mutations.map((mutation) => [mutation.id, mutation]));
  const foreign = [...core.pending.all()].filter(({ mutation }) => !wanted.has(mutation.id));
  const disordered = isDisordered(core, wanted) ? [...core.pending.all()] : foreign;
  await dropLocal(
    core,
    disordered.map(({ mutation }) => mutation.id),
  );
  await renumber(core, wanted);
  const missing = mutations.filter(({ id }) => !core.pending.byId(id));
  const refused: Refused[] = [];
  for (const mutation of [...missing].sort((left, right) => left.seq - right.seq)) {
    const error = await applyRestored(core, mutation);
    if (error) refused.push({ seq: mutation.seq, error });
  }
  await tellArrived(core);
  return refused;
}

/** A missing mutation that is older than one that is here must run before it, so everything starts over. */
function isDisordered(core: ReplicaCore, wanted: ReadonlyMap<string, LocalMutation>): boolean {
  const present = [...core.pending.all()].filter(({ mutation }) => wanted.has(mutation.id));
  const newest = Math.max(-Infinity, ...present.map(({ mutation }) => wanted.get(mutation.id)?.seq ?? 0));
  const missing = [...wanted.values()].filter(({ id }) => !core.pending.byId(id));
  if (missing.some(({ seq }) => seq < newest)) return true;
  const inOrder = present.toSorted((left, right) => left.mutation.seq - right.mutation.seq);
  const seqs = inOrder.map(({ mutation }) => wanted.get(mutation.id)?.seq ?? 0);
  return seqs.some((seq, at) => at > 0 && seq <= (seqs[at - 1] ?? 0));
}

/** After the device got a new id its entries have new numbers, in the old order. */
async function renumber(core: ReplicaCore, wanted: ReadonlyMap<string, LocalMutation>): Promise<void> {
  const moved = [...core.pending.all()].flatMap((entry): PendingEntry[] => {
    const mutation = wanted.get(entry.mutation.id);
    return mutation && mutation.seq !== entry.mutation.seq ? [{ ...entry, mutation }] : [];
  });
  if (moved.length === 0) return;
  await core.database.write('edit', async (sql, onCommit) => {
    await savePending(sql, moved);
    onCommit(() => {
      for (const { mutation } of moved) core.pending.remove(mutation.id);
      for (const entry of moved) core.pending.put(entry);
    });
  });
}

async function applyRestored(core: ReplicaCore, mutation: LocalMutation): Promise<WireError | null> {
  return core.database.write('edit', async (sql, onCommit) => {
    const log = createChangeLog();
    const base = { mutation, state: 'saved', walLsn: null } as const;
    if (await isCommitted(sql, mutation.id)) {
      onCommit(() => core.emit({ kind: 'arrived', ids: [mutation.id] }));
      return null;
    }
    await sql.script('SAVEPOINT restored');
    const applied = await applyPending(core, sql, mutation, log);
    if (!applied.ok) await sql.script('ROLLBACK TO SAVEPOINT restored');
    await sql.script('RELEASE SAVEPOINT restored');
    const error = applied.ok ? null : applied.error.toWire();
    const effect = applied.ok ? applied.effect : null;
    await keep(core, sql, onCommit, log, { ...base, touch: applied.touch, effect, error });
    return error;
  });
}

async function isCommitted(sql: Sql, id: string): Promise<boolean> {
  return (await sql.query('SELECT FROM commits WHERE id = $1', [id])).length > 0;
}

/** Entries whose commits arrived before a crash hid the news from the outbox. */
async function tellArrived(core: ReplicaCore): Promise<void> {
  const ids = new Set(await core.database.read('edit', (sql) => committed(core, sql)));
  if (ids.size === 0) return;
  await core.database.write('edit', async (sql, onCommit) => {
    const arrived = [...core.pending.all()].filter(({ mutation }) => ids.has(mutation.id));
    await settleNews(
      core,
      sql,
      onCommit,
      createChangeLog(),
      { rows: [], searches: [] },
      { ...NOTHING_REMOVED, arrived },
    );
  });
}

/** Re-runs pending mutations that have no effect here: for another actor they may have one. */
export async function retryRefused(core: ReplicaCore): Promise<void> {
  const refused = () => [...core.pending.all()].filter(({ state, error }) => error && state !== 'rejected');
  if (refused().length === 0) return;
  await core.database.write('edit', async (sql, onCommit) => {
    const log = createChangeLog();
    const seqs = refused().map(({ mutation }) => mutation.seq);
    await settleNews(core, sql, onCommit, log, { rows: [], searches: [], seqs }, NOTHING_REMOVED);
  });
}
