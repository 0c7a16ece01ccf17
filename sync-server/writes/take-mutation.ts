/**
 * One uploaded mutation, one transaction: lock the device, see whether it is known, authorise, run, record.
 * A refused one rolls back to the savepoint, so that nothing of it stays but its rejection.
 */
import { z } from 'zod';
import type { MutationResult, UploadedMutation } from '../../shared/contracts/server/mutations.ts';
import { AppError } from '../../shared/kernel/app-error.ts';
import { isoInstant } from '../../shared/kernel/time.ts';
import type { Actor } from '../../shared/mutations/define.ts';
import type { MutationRegistry, PreparedMutation } from '../../shared/mutations/registered.ts';
import { prepareMutation, runMutation, type MutationRun } from '../../shared/mutations/runner.ts';
import type { Queryable } from '../db/queryable.ts';
import { recordAccepted, recordRejected, type Reason } from './commit-row.ts';
import { DEVICE_COLUMNS, readDevice, type Device } from './device.ts';
import { classifyFailure } from './failures.ts';
import { findRecorded, whatIsKnown } from './recorded.ts';
import { refusalOfRetired } from './retired.ts';
import { scopeLock } from './scope-lock.ts';
import { serverKnowledge } from './knowledge.ts';

export type TakeOptions = {
  readonly registry: MutationRegistry;
  readonly actor: Actor & { readonly userId: string };
  readonly deviceId: string;
  readonly nowMs: number;
  /** False where a later commit of the same batch makes this one durable before anybody is told. */
  readonly synchronous: boolean;
  /** `last_seq` under which everything known was already looked up; another value under the lock means news. */
  readonly knownUpTo: number | null;
  /** True when another try may still help against a key written at the same moment. */
  readonly mayRace: boolean;
};

export type Taken =
  | {
      readonly kind: 'decided';
      readonly result: MutationResult;
      readonly lastSeq: number;
      readonly repeated: boolean;
    }
  | { readonly kind: 'cloned' };

/** Throws `unauthenticated` or `forbidden` for the device, and whatever is not the mutation's own fault. */
export async function takeMutation(
  database: Queryable,
  mutation: UploadedMutation,
  options: TakeOptions,
): Promise<Taken> {
  let prepared = prepare(mutation, options.registry);
  const device = await open(database, prepared, options);
  if (device.lastSeq !== options.knownUpTo || mutation.seq <= device.lastSeq) {
    const known = whatIsKnown(mutation, device, await findRecorded(database, device.id, [mutation]));
    if (known.kind === 'cloned') {
      await database.query('rollback');
      return known;
    }
    if (known.kind === 'repeat') {
      const lastSeq = await raise(database, device, mutation.seq);
      return { kind: 'decided', result: known.result, lastSeq, repeated: true };
    }
    if (mutation.seq <= device.lastSeq) {
      prepared = (await refusalOfRetired(database, device.id, mutation)) ?? prepared;
    }
  }
  const result = await decide(database, mutation, prepared, options);
  await database.query('commit');
  return { kind: 'decided', result, lastSeq: Math.max(device.lastSeq, mutation.seq), repeated: false };
}

type Prepared = PreparedMutation | AppError;

function prepare(mutation: UploadedMutation, registry: MutationRegistry): Prepared {
  try {
    return prepareMutation(registry, mutation);
  } catch (cause) {
    return AppError.from(cause);
  }
}

/** One round trip: begin, lock device and scope, set the point to return to. All values are parsed uuids or ours. */
async function open(database: Queryable, prepared: Prepared, options: TakeOptions): Promise<Device> {
  const statements = [
    'begin',
    'set local lock_timeout to 10000',
    ...(options.synchronous ? [] : ['set local synchronous_commit to off']),
    `select ${DEVICE_COLUMNS} from devices where id = '${z.uuid().parse(options.deviceId)}' for update`,
    ...(prepared instanceof AppError ? [] : [`select ${scopeLock(prepared.scope)}`]),
    'savepoint mutation',
  ];
  const results = z
    .array(z.object({ rows: z.array(z.unknown()) }))
    .parse(await database.query(statements.join('; ')));
  const selected = results[options.synchronous ? 2 : 3];
  return readDevice(selected?.rows[0], options.actor.userId);
}

/** A repeat under a new number (a device that was renumbered) still counts as taken. */
async function raise(database: Queryable, device: Device, seq: number): Promise<number> {
  if (seq <= device.lastSeq) {
    await database.query('rollback');
    return device.lastSeq;
  }
  await database.query('update devices set last_seq = $2 where id = $1', [device.id, seq]);
  await database.query('commit');
  return seq;
}

async function decide(
  database: Queryable,
  mutation: UploadedMutation,
  prepared: Prepared,
  options: TakeOptions,
): Promise<MutationResult> {
  if (prepared instanceof AppError) return reject(database, mutation, prepared, options);
  const at = isoInstant(options.nowMs);
  let run: MutationRun;
  try {
    run = await runMutation(prepared, mutation, {
      executor: database,
      side: 'server',
      actor: options.actor,
      deviceId: options.deviceId,
      now: at,
      server: serverKnowledge(database, options.deviceId, prepared.scope),
    });
  } catch (cause) {
    const failure = classifyFailure(cause);
    if (failure.kind === 'infrastructure') throw failure.cause;
    if (failure.kind === 'race' && options.mayRace) throw failure.error;
    await database.query('rollback to savepoint mutation');
    return reject(database, mutation, failure.error, options);
  }
  const reason = run.outcome === 'conflict' ? CONFLICT : null;
  const xid = await recordAccepted(
    database,
    { mutation, deviceId: options.deviceId, userId: options.actor.userId, outcome: run.outcome, reason, at },
    {
      id: mutation.id,
      scope: prepared.scope,
      tables: run.tables,
      deviceId: options.deviceId,
      seq: mutation.seq,
      at,
    },
  );
  return { id: mutation.id, seq: mutation.seq, outcome: run.outcome, reason, xid };
}

async function reject(
  database: Queryable,
  mutation: UploadedMutation,
  error: AppError,
  options: TakeOptions,
): Promise<MutationResult> {
  const reason = { code: error.code, hint: error.hint, ...(error.details ? { details: error.details } : {}) };
  await recordRejected(database, {
    mutation,
    deviceId: options.deviceId,
    userId: options.actor.userId,
    outcome: 'rejected',
    reason,
    at: isoInstant(options.nowMs),
  });
  return { id: mutation.id, seq: mutation.seq, outcome: 'rejected', reason, xid: null };
}

const CONFLICT: Reason = {
  code: 'conflict',
  hint: 'Someone else changed the same field meanwhile. Their value stays until you choose.',
};
