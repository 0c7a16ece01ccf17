/** The replica's database as the rest of the replica sees it: statements, transactions and the line before it. */
import type { PGlite, Transaction } from '@electric-sql/pglite';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import { replicaError } from './failures.ts';
import type { JobQueue, Urgency } from './job-queue.ts';
import { createJobQueue } from './job-queue.ts';

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
  const plain = sqlOver(pglite);
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
        guarded(() => job(plain)),
      ),
    write: (urgency, job) =>
      queue.run(
        urgency,
        guarded(async () => {
          const effects: (() => void)[] = [];
          const onCommit: OnCommit = (effect) => void effects.push(effect);
          const result = await pglite.transaction((transaction) => job(sqlOver(transaction), onCommit));
          for (const effect of effects) effect();
          return result;
        }),
      ),
    idle: queue.idle,
    close: async () => {
      await queue.close();
      await pglite.close();
    },
  };
}

export function sqlOver(connection: PGlite | Transaction): Sql {
  return {
    query: async <Row extends SqlRow = SqlRow>(text: string, params: readonly unknown[] = []) =>
      (await connection.query<Row>(text, [...params])).rows,
    script: async (text) => {
      await connection.exec(text);
    },
    copyIn: async (statement, data) => {
      await connection.query(statement, [], { blob: data });
    },
  };
}
