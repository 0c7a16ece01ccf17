/**
 * Takes a batch of one device in the order of its numbers, each mutation in a transaction of its own.
 *
 * Law: an answer leaves only after everything it tells is on disk. Within a batch only the last commit waits for the
 * disk; a synchronous commit makes all earlier ones durable too, because the log is flushed in order. Where the last
 * commit was not synchronous (a repeat, a stop), one more synchronous write goes before the answer.
 */
import { z } from 'zod';
import type {
  MutationResult,
  UploadedMutation,
  UploadRequest,
  UploadResponse,
} from '../../shared/contracts/server/mutations.ts';
import { AppError, errorText } from '../../shared/kernel/app-error.ts';
import { isoInstant } from '../../shared/kernel/time.ts';
import type { Actor } from '../../shared/mutations/define.ts';
import type { Queryable } from '../db/queryable.ts';
import { withAttempts } from './attempts.ts';
import { batchConnection, type BatchConnection } from './connection.ts';
import { DEVICE_COLUMNS, readDevice, type Device } from './device.ts';
import { readEpoch } from './epoch.ts';
import { classifyFailure } from './failures.ts';
import type { WriterPorts } from './ports.ts';
import { findRecorded, whatIsKnown, type RecordedMutation } from './recorded.ts';
import { takeMutation } from './take-mutation.ts';

type Person = Actor & { readonly userId: string };

type Progress = {
  status: UploadResponse['status'];
  readonly results: MutationResult[];
  /** Everything told so far is on disk. */
  durable: boolean;
  knownUpTo: number;
};

/**
 * Answers as shared/contracts/server/mutations.ts says. Throws `unauthenticated`, `forbidden` (the device), and
 * `unavailable` when nothing at all could be decided because the database does not answer.
 */
export async function uploadBatch(
  ports: WriterPorts,
  actor: Actor,
  request: UploadRequest,
  isDraining: () => boolean,
): Promise<UploadResponse> {
  const person = asPerson(actor);
  const connection = batchConnection(ports.pool);
  try {
    return await takeBatch(ports, connection, person, request, isDraining);
  } catch (cause) {
    const failure = classifyFailure(cause);
    if (failure.kind === 'refusal') throw failure.error;
    throw new AppError('unavailable', `the database does not answer: ${errorText(cause)}`, {
      hint: 'The server cannot reach its database. Your changes are kept and sent again.',
      cause,
    });
  } finally {
    connection.release();
  }
}

async function takeBatch(
  ports: WriterPorts,
  connection: BatchConnection,
  person: Person,
  request: UploadRequest,
  isDraining: () => boolean,
): Promise<UploadResponse> {
  const mutations = request.mutations.toSorted((left, right) => left.seq - right.seq);
  const start = await withAttempts(ports, connection, async () =>
    lookUp(await connection.current(), person, request.device_id, mutations),
  );
  const progress: Progress = { status: 'ok', results: [], durable: false, knownUpTo: start.device.lastSeq };
  if (request.epoch !== null && request.epoch !== start.epoch) {
    progress.status = 'epoch_changed';
  } else {
    await takeAll(ports, connection, person, { request, mutations, start, isDraining, progress });
  }
  const end = await withAttempts(ports, connection, async () =>
    seal(await connection.current(), ports, request.device_id, progress.durable),
  );
  return { status: progress.status, epoch: start.epoch, ...end, results: progress.results };
}

type Start = {
  readonly epoch: string;
  readonly device: Device;
  readonly recorded: readonly RecordedMutation[];
};

async function lookUp(
  database: Queryable,
  person: Person,
  deviceId: string,
  mutations: readonly UploadedMutation[],
): Promise<Start> {
  const { rows } = await database.query(`select ${DEVICE_COLUMNS} from devices where id = $1`, [deviceId]);
  const device = readDevice(rows[0], person.userId);
  // Read after the device's number: what is recorded up to that number is among these.
  const recorded = await findRecorded(database, deviceId, mutations);
  return { epoch: await readEpoch(database), device, recorded };
}

async function takeAll(
  ports: WriterPorts,
  connection: BatchConnection,
  person: Person,
  batch: {
    readonly request: UploadRequest;
    readonly mutations: readonly UploadedMutation[];
    readonly start: Start;
    readonly isDraining: () => boolean;
    readonly progress: Progress;
  },
): Promise<void> {
  const { progress, start, mutations } = batch;
  for (const [index, mutation] of mutations.entries()) {
    const known = whatIsKnown(mutation, start.device, start.recorded);
    if (known.kind === 'cloned') return stop(progress, 'device_cloned');
    if (known.kind === 'repeat' && mutation.seq <= progress.knownUpTo) {
      answer(progress, known.result, false);
      continue;
    }
    if (batch.isDraining()) return stop(progress, 'stopped');
    const synchronous = index === mutations.length - 1;
    const taken = await tryToTake(ports, connection, person, batch.request, mutation, synchronous, progress);
    if (taken === 'stopped' || taken === 'device_cloned') return stop(progress, taken);
    answer(progress, taken.result, taken.durable);
  }
}

async function tryToTake(
  ports: WriterPorts,
  connection: BatchConnection,
  person: Person,
  request: UploadRequest,
  mutation: UploadedMutation,
  synchronous: boolean,
  progress: Progress,
): Promise<'stopped' | 'device_cloned' | { readonly result: MutationResult; readonly durable: boolean }> {
  try {
    const taken = await withAttempts(ports, connection, async (attempt) =>
      takeMutation(await connection.current(), mutation, {
        registry: ports.registry,
        actor: person,
        deviceId: request.device_id,
        nowMs: ports.clock.now(),
        synchronous,
        // After a failure the fate of the last commit is unknown: look again.
        knownUpTo: attempt.number === 1 ? progress.knownUpTo : null,
        mayRace: !attempt.isLast,
      }),
    );
    if (taken.kind === 'cloned') return 'device_cloned';
    progress.knownUpTo = taken.lastSeq;
    logDecision(ports, request, mutation, taken.result);
    return { result: taken.result, durable: synchronous && !taken.repeated };
  } catch (cause) {
    if (classifyFailure(cause).kind === 'refusal') throw cause;
    ports.log.error(
      { device: request.device_id, mutation: mutation.id, name: mutation.name, error: errorText(cause) },
      'batch stopped: a mutation could not be decided',
    );
    return 'stopped';
  }
}

/**
 * Last step before the answer: makes everything durable that is not yet, and reads how far the log is on disk, which is
 * then at or after every commit told of.
 */
async function seal(
  database: Queryable,
  ports: WriterPorts,
  deviceId: string,
  durable: boolean,
): Promise<Pick<UploadResponse, 'last_seq' | 'wal_lsn'>> {
  if (!durable) {
    await database.query('update devices set last_seen_at = $2 where id = $1', [
      deviceId,
      isoInstant(ports.clock.now()),
    ]);
  }
  const { rows } = await database.query(
    `select last_seq::text, (pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::text as wal_lsn from devices where id = $1`,
    [deviceId],
  );
  const row = z.object({ last_seq: z.coerce.number(), wal_lsn: z.string() }).parse(rows[0]);
  return { last_seq: row.last_seq, wal_lsn: row.wal_lsn };
}

function answer(progress: Progress, result: MutationResult, durable: boolean): void {
  progress.results.push(result);
  progress.durable = durable;
}

function stop(progress: Progress, status: 'stopped' | 'device_cloned'): void {
  progress.status = status;
}

function asPerson(actor: Actor): Person {
  const { userId } = actor;
  if (actor.kind === 'person' && userId !== null) return { ...actor, userId };
  throw new AppError('bug', 'only people upload mutations');
}

function logDecision(
  ports: WriterPorts,
  request: UploadRequest,
  mutation: UploadedMutation,
  result: MutationResult,
): void {
  if (result.outcome === 'accepted') return;
  ports.log.info(
    {
      device: request.device_id,
      mutation: mutation.id,
      name: mutation.name,
      outcome: result.outcome,
      code: result.reason?.code,
    },
    'mutation not accepted as it was',
  );
}
