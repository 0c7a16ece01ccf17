/**
 * Runs one mutation inside the caller's transaction, the same way on a device and on the server: read the arguments,
 * check scope and permission, apply, write the activity row (whose id is the mutation's).
 * It never begins or ends a transaction and never retries: after an error the caller rolls back.
 */
import { isSyncedTable, type SyncedTableName } from '../schema/registry.ts';
import { AppError } from '../kernel/app-error.ts';
import { activityChanges } from './activity-changes.ts';
import type { Actor, Expected, MutationContext, MutationEffect, ServerKnowledge, Side } from './define.ts';
import { derivedId } from './derived-id.ts';
import { recordAll, type RowChange, type StoreRecorder } from './recorder.ts';
import { unknownVersion, type MutationRegistry, type PreparedMutation } from './registered.ts';
import { refusalFromSql } from './sql-errors.ts';
import { createSqlStore } from './sql-store.ts';
import type { SqlExecutor } from './store-state.ts';
import type { MutationStore } from './store.ts';

export type MutationRequest = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly args: unknown;
  readonly expected: Expected;
};

export type RunOptions = {
  readonly executor: SqlExecutor;
  readonly side: Side;
  readonly actor: Actor;
  readonly deviceId: string | null;
  readonly now: string;
  readonly recorder?: StoreRecorder;
  readonly server?: ServerKnowledge;
};

export type MutationRun = {
  /** `conflict`: some fields were left to a person's choice. */
  readonly outcome: 'accepted' | 'conflict';
  readonly effect: MutationEffect;
  /** How many rows people would say it changed. */
  readonly rows: number;
  /** Synced tables it wrote, `activity` included. */
  readonly tables: readonly SyncedTableName[];
};

/** Throws `too_old` for an unknown name or version, `invalid_input` for arguments that do not parse. */
export function prepareMutation(
  registry: MutationRegistry,
  request: Pick<MutationRequest, 'name' | 'version' | 'args'>,
): PreparedMutation {
  const mutation = registry.mutationByName(request.name);
  if (!mutation) throw unknownVersion(request.name, request.version);
  return mutation.prepare(request.args, request.version);
}

/** Throws `forbidden`, and what the mutation throws to refuse. Errors of the database that are not the data's fault pass through. */
export async function runMutation(
  prepared: PreparedMutation,
  request: Pick<MutationRequest, 'id' | 'expected'>,
  options: RunOptions,
): Promise<MutationRun> {
  assertAllowed(prepared, options.actor);
  const changes: RowChange[] = [];
  const own: StoreRecorder = { write: (change) => changes.push(change) };
  const store = createSqlStore({
    executor: options.executor,
    side: options.side,
    scope: prepared.scope === null && options.actor.kind === 'system' ? 'any' : { clientId: prepared.scope },
    now: options.now,
    recorder: options.recorder ? recordAll([own, options.recorder]) : own,
  });
  const context = contextOf(prepared, request, options);
  try {
    const effect = await prepared.apply(store, context);
    const rows = effect.rows ?? changedRowCount(changes);
    await writeActivity(store, context, effect, { name: prepared.name, rows, changes: [...changes] });
    const conflicted = changes.some(({ table, before }) => table === 'conflicts' && before === null);
    return { outcome: conflicted ? 'conflict' : 'accepted', effect, rows, tables: tablesOf(changes) };
  } catch (cause) {
    throw refusalFromSql(cause) ?? cause;
  }
}

function assertAllowed(prepared: PreparedMutation, actor: Actor): void {
  if (prepared.scope !== null && actor.clientIds !== 'all' && !actor.clientIds.has(prepared.scope)) {
    throw new AppError('forbidden', `${prepared.name}: client outside the scope`, {
      hint: 'You do not look after this client (any more).',
    });
  }
  if (!prepared.permitted(actor)) {
    throw new AppError('forbidden', `${prepared.name} is not permitted to ${actor.role}`, {
      hint: 'Your role does not allow this change.',
    });
  }
}

function contextOf(
  prepared: PreparedMutation,
  request: Pick<MutationRequest, 'id' | 'expected'>,
  options: RunOptions,
): MutationContext {
  return {
    mutationId: request.id,
    scope: prepared.scope,
    actor: options.actor,
    deviceId: options.deviceId,
    now: options.now,
    side: options.side,
    expected: request.expected,
    derivedId: (n) => derivedId(request.id, n),
    ...(options.server ? { server: options.server } : {}),
  };
}

async function writeActivity(
  store: MutationStore,
  context: MutationContext,
  effect: MutationEffect,
  run: { readonly name: string; readonly rows: number; readonly changes: readonly RowChange[] },
): Promise<void> {
  await store.insert('activity', [
    {
      id: context.mutationId,
      scope_client_id: context.scope,
      actor_id: context.actor.userId,
      device_id: context.deviceId,
      action: run.name,
      entity_type: effect.entityType,
      entity_id: effect.entityId,
      row_count: run.rows,
      summary: effect.summary,
      changes: activityChanges(run.changes.filter(isBusinessRow)),
      at: context.now,
    },
  ]);
}

/** Records about changes, and rows only the server holds, are not what a person changed. */
function isBusinessRow({ table }: RowChange): boolean {
  return isSyncedTable(table) && table !== 'conflicts' && table !== 'activity';
}

function changedRowCount(changes: readonly RowChange[]): number {
  return new Set(changes.filter(isBusinessRow).map(({ table, id }) => `${table}/${id}`)).size;
}

function tablesOf(changes: readonly RowChange[]): readonly SyncedTableName[] {
  return [...new Set(changes.map(({ table }) => table))].filter(isSyncedTable).toSorted();
}
