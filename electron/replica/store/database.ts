/** The replica's database as the rest of the replica sees it: statements, transactions and the line before it. */
import type { PGlite } from '@electric-sql/pglite';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import { replicaError } from './failures.ts';
import type { JobQueue, Urgency } from './job-queue.ts';
import { createJobQueue } from './job-queue.ts';
import { createWire } from './wire.ts';

export type SqlRow = Record<string, unknown>;

/** Statements with positional parameters; instants come back as ISO text, dates as text, bigint as number. */
export type Sql = {
  readonly query: <Row extends SqlRow = SqlRow>(text: string, params?: readonly unknown[]) => Promise<Row[]>;
  /** Several statements without parameters. */
  readonly script: (text: string) => Promise<void>;
  /** COPY … FROM '/dev/blob'. */
  readonly copyIn: (statement: string, data: Blob) => Promise<void>;
};

export type OnCommit = (effect: () => void) => void;

export type Database = {
  /** Runs `job` alone on the connection, outside a transaction. */
  readonly read: <T>(urgency: Urgency, job: (sql: Sql) => Promise<T>) => Promise<T>;
  /**
   * Runs `job` alone in one transaction: all of it happens, or none. What is handed to `onCommit` runs after the
   * commit and before anything else reads the database.
   */
  readonly write: <T>(urgency: Urgency, job: (sql: Sql, onCommit: OnCommit) => Promise<T>) => Promise<T>;
  readonly idle: () => boolean;
  readonly close: () => Promise<void>;
};

/** `onFailure` hears of every failed job as an AppError, before its caller does. */
export function createDatabase(pglite: PGlite, onFailure: (error: AppError) => void = () => {}): Database {
  const queue: JobQueue = createJobQueue();
  const sql = sqlOver(pglite);
  const guarded =
    <T>(job: () => Promise<T>) =>
    async (): Promise<T> => {
      try {
        return await job();
      } catch (cause) {
        const error = replicaError(cause);
        onFailure(error);
        throw error;
      }
    };
  return {
    read: (urgency, job) =>
      queue.run(
        urgency,
        guarded(() => job(sql)),
      ),
    write: (urgency, job) =>
      queue.run(
        urgency,
        guarded(() => inTransaction(sql, job)),
      ),
    idle: queue.idle,
    close: async () => {
      await queue.close();
      await pglite.close();
    },
  };
}

async function inTransaction<T>(sql: Sql, job: (sql: Sql, onCommit: OnCommit) => Promise<T>): Promise<T> {
  const effects: (() => void)[] = [];
  await sql.script('BEGIN');
  let result: T;
  try {
    result = await job(sql, (effect) => void effects.push(effect));
    await sql.script('COMMIT');
  } catch (cause) {
    // Where even this fails the connection is gone, and what it was told first says why.
    await sql.script('ROLLBACK').catch(() => {});
    throw cause;
  }
  for (const effect of effects) effect();
  return result;
}

export function sqlOver(pglite: PGlite): Sql {
  const wire = createWire(pglite);
  return {
    // What a statement selects is the business of who wrote it; edges parse.
    query: async <Row extends SqlRow = SqlRow>(text: string, params: readonly unknown[] = []) =>
      (await wire.query(text, params)) as Row[],
    script: wire.script,
    copyIn: async (statement, data) => {
      await pglite.query(statement, [], { blob: data });
    },
  };
}
