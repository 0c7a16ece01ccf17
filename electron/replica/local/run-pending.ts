/** Runs a pending mutation on the replica, inside the caller's transaction, recording what it touched. */
import { AppError } from '../../../shared/kernel/app-error.ts';
import type { Actor } from '../../../shared/mutations/define.ts';
import type { RowChange } from '../../../shared/mutations/recorder.ts';
import type { MutationRegistry } from '../../../shared/mutations/registered.ts';
import { prepareMutation, runMutation } from '../../../shared/mutations/runner.ts';
import { remember } from '../rebase/shadow.ts';
import type { Touch } from '../rebase/resources.ts';
import { createTouchRecorder } from '../rebase/resources.ts';
import type { ChangeLog } from '../store/change-log.ts';
import type { Sql } from '../store/database.ts';
import { isMachineFailure, replicaError } from '../store/failures.ts';
import type { LocalEffect, LocalMutation, ReplicaSession } from '../types.ts';

export type RunContext = {
  readonly registry: MutationRegistry;
  /** Whose replica it is. Null before anybody signed in. */
  readonly session: () => ReplicaSession | null;
};

export type Applied =
  | {
      readonly ok: true;
      readonly effect: LocalEffect;
      readonly touch: Touch;
      readonly changes: readonly RowChange[];
    }
  /** `touch` is what it had looked at: when that changes, it may succeed. */
  | { readonly ok: false; readonly error: AppError; readonly touch: Touch };

/**
 * A refusal is an answer, and the caller must then roll back what was done so far. Failures of the machine are
 * thrown: they say nothing about the mutation.
 */
export async function applyPending(
  context: RunContext,
  sql: Sql,
  mutation: LocalMutation,
  log: ChangeLog,
): Promise<Applied> {
  const recording = createTouchRecorder();
  try {
    const effect = await run(context, sql, mutation, recording);
    const changes = recording.changes();
    await remember(sql, changes);
    for (const change of changes) log.note(change.table, change.id, change.before, change.after);
    return { ok: true, effect, touch: recording.touch(), changes };
  } catch (cause) {
    if (isMachineFailure(cause)) throw cause;
    return { ok: false, error: replicaError(cause), touch: lookedAt(recording.touch()) };
  }
}

function lookedAt({ reads, writes, searches }: Touch): Touch {
  return { reads: [...new Set([...reads, ...writes])], searches, writes: [], values: [] };
}

async function run(
  context: RunContext,
  sql: Sql,
  mutation: LocalMutation,
  recording: ReturnType<typeof createTouchRecorder>,
): Promise<LocalEffect> {
  const session = context.session();
  if (!session) {
    throw new AppError('unauthenticated', 'no session', { hint: 'Sign in first.' });
  }
  const prepared = prepareMutation(context.registry, mutation);
  const { effect, rows } = await runMutation(prepared, mutation, {
    executor: { query: async (text, params) => ({ rows: await sql.query(text, params) }) },
    side: 'device',
    actor: actorOf(session),
    deviceId: session.deviceId,
    now: mutation.at,
    recorder: recording.recorder,
  });
  return {
    summary: effect.summary,
    entityType: effect.entityType,
    entityId: effect.entityId,
    rows,
  };
}

function actorOf({ actor }: ReplicaSession): Actor {
  return {
    kind: 'person',
    userId: actor.userId,
    role: actor.role,
    clientIds: actor.clientIds === 'all' ? 'all' : new Set(actor.clientIds),
  };
}
