/**
 * Takes a shape's snapshot in one REPEATABLE READ transaction and writes it in chunks as it comes, so that memory stays
 * flat whatever the size. The window says exactly which transactions it shows: the log after it neither repeats
 * nor misses one.
 */
import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import { quoteIdentifier } from '../names/identifier.ts';
import type { Shape } from '../shape/shape.ts';
import { copyOut } from '../storage/copy-out.ts';
import type { Queryable } from '../storage/database.ts';
import { parseSnapshotWindow, type SnapshotWindow } from '../log/visibility.ts';
import type { Lsn } from '../log/lsn.ts';
import type { ChunkWriter } from './chunk-writer.ts';
import { snapshotSql } from './snapshot-sql.ts';

export type SnapshotStart = { readonly window: SnapshotWindow; readonly startLsn: Lsn };

export type SnapshotDependencies = {
  readonly readers: Pool;
  readonly database: Queryable;
  readonly schemaName: string;
  readonly isCancelled: () => boolean;
  /** Called when the window is known, before the first row is read. */
  readonly onStart: (start: SnapshotStart) => void;
  /** Made once the window is known. */
  readonly writer: ChunkWriter;
};

/** Gives the number of chunks, or undefined when it was cancelled on the way. */
export async function takeSnapshot(
  shape: Shape,
  dependencies: SnapshotDependencies,
): Promise<number | undefined> {
  const client = await dependencies.readers.connect();
  let failure: unknown;
  try {
    await client.query('begin isolation level repeatable read read only');
    const window = await readWindow(client);
    dependencies.onStart({ window, startLsn: await readStartLsn(dependencies, window) });
    const isWhole = shape.log === 'changes_only' || (await copyRows(client, shape, dependencies));
    await client.query('commit');
    return isWhole ? await dependencies.writer.finish(snapshotEnd(window)) : undefined;
  } catch (cause) {
    failure = cause;
    throw cause;
  } finally {
    client.release(failure !== undefined);
  }
}

async function readWindow(client: PoolClient): Promise<SnapshotWindow> {
  const result = await client.query('select pg_current_snapshot()::text as snapshot');
  return parseSnapshotWindow(z.object({ snapshot: z.string() }).parse(result.rows[0]).snapshot);
}

/**
 * Where the log of this snapshot begins: before the first stored transaction that the snapshot may not show. Whatever is
 * stored later has a later position.
 */
async function readStartLsn(dependencies: SnapshotDependencies, window: SnapshotWindow): Promise<Lsn> {
  const schema = quoteIdentifier(dependencies.schemaName);
  const result = await dependencies.database.query(
    `select coalesce((select min(lsn) - 1 from ${schema}.transactions where xid >= $1),
       greatest((select max(lsn) from ${schema}.transactions), (select durable_lsn from ${schema}.progress)))::text as lsn`,
    [`${window.xmin}`],
  );
  return BigInt(z.object({ lsn: z.string() }).parse(result.rows[0]).lsn);
}

async function copyRows(
  client: PoolClient,
  shape: Shape,
  { isCancelled, writer }: SnapshotDependencies,
): Promise<boolean> {
  for await (const message of copyOut(client, snapshotSql(shape))) {
    await writer.add(message);
    if (isCancelled()) return false;
  }
  return true;
}

function snapshotEnd(window: SnapshotWindow): Buffer {
  const message = JSON.stringify({
    headers: {
      control: 'snapshot-end',
      xip_list: window.running.map(String),
      xmax: `${window.xmax}`,
      xmin: `${window.xmin}`,
    },
  });
  return Buffer.from(message);
}
