/** Mutations of the server's own jobs: the same transaction, without a device. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../shared/kernel/app-error.ts';
import { isoInstant } from '../../shared/kernel/time.ts';
import type { PreparedMutation } from '../../shared/mutations/registered.ts';
import { prepareMutation, runMutation } from '../../shared/mutations/runner.ts';
import type { Queryable } from '../db/queryable.ts';
import { withAttempts } from './attempts.ts';
import { writeCommit } from './commit-row.ts';
import { batchConnection } from './connection.ts';
import { classifyFailure } from './failures.ts';
import { serverKnowledge } from './knowledge.ts';
import type { WriterPorts } from './ports.ts';
import { SYSTEM_ACTOR } from './scope.ts';
import { scopeLock } from './scope-lock.ts';

export type SystemOptions = {
  /** Names the write: a job that is tried again gives the same id and takes effect once. */
  readonly id?: string;
  /** Version of the arguments; by default the present one. */
  readonly version?: number;
};

export type SystemResult = {
  readonly id: string;
  /** Decimal, or null where an earlier try had done it and its commits row is gone. */
  readonly xid: string | null;
  /** True where an earlier try had done it. */
  readonly repeated: boolean;
};

/** Throws what the mutation throws to refuse, and `unavailable` when the database does not answer. */
export async function runAsSystem(
  ports: WriterPorts,
  name: string,
  args: unknown,
  options: SystemOptions = {},
): Promise<SystemResult> {
  const id = z.uuid().parse(options.id ?? randomUUID());
  const version = options.version ?? ports.registry.mutationByName(name)?.version ?? 1;
  const prepared = prepareMutation(ports.registry, { name, version, args });
  const connection = batchConnection(ports.pool);
  try {
    return await withAttempts(ports, connection, async () =>
      runOnce(await connection.current(), ports, id, prepared),
    );
  } catch (cause) {
    const failure = classifyFailure(cause);
    if (failure.kind !== 'infrastructure') throw failure.error;
    throw new AppError('unavailable', `${name} could not be written`, {
      hint: 'The server cannot reach its database.',
      cause,
    });
  } finally {
    connection.release();
  }
}

async function runOnce(
  database: Queryable,
  ports: WriterPorts,
  id: string,
  prepared: PreparedMutation,
): Promise<SystemResult> {
  await database.query(`begin; set local lock_timeout to 10000; select ${scopeLock(prepared.scope)}`);
  const { rows } = await database.query(
    'select (select xid from commits where id = $1) as xid from activity where id = $1',
    [id],
  );
  const done = z.array(z.object({ xid: z.string().nullable() })).parse(rows)[0];
  if (done) {
    await database.query('rollback');
    return { id, xid: done.xid, repeated: true };
  }
  const at = isoInstant(ports.clock.now());
  const run = await runMutation(
    prepared,
    { id, expected: {} },
    {
      executor: database,
      side: 'server',
      actor: SYSTEM_ACTOR,
      deviceId: null,
      now: at,
      server: serverKnowledge(database, null, prepared.scope),
    },
  );
  const commit = { id, scope: prepared.scope, tables: run.tables, deviceId: null, seq: null, at };
  const xid = await writeCommit(database, commit);
  await database.query('commit');
  return { id, xid, repeated: false };
}
