/**
 * Makes handles: puts the table into the replication stream, takes the snapshot and remembers the result. Requests for
 * the same shape share one making.
 */
import type { Pool } from 'pg';
import { AppError, errorText } from '../../../shared/kernel/app-error.ts';
import { quoteRelation } from '../names/identifier.ts';
import type { ShapeOptions } from '../options.ts';
import { publishTableSql } from '../replication/slot.ts';
import { newHandle, type Shape } from '../shape/shape.ts';
import { createChunkWriter } from '../snapshot/chunk-writer.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { LogLife } from '../log/log-life.ts';
import { takeSnapshot, type SnapshotStart } from '../snapshot/take-snapshot.ts';
import type { Queryable } from '../storage/database.ts';
import { createHandle, type Handle, type MutableHandle } from './handle.ts';
import type { HandleStore, StoredDefinition } from './handle-store.ts';
import type { HandleRegistry } from './registry.ts';
import { createLimiter } from './limiter.ts';

const PART_BYTES = 128 * 1024;

export type HandleFactoryDependencies = {
  readonly readers: Pool;
  readonly writers: Pool;
  readonly database: Queryable;
  readonly schemaName: string;
  readonly publication: string;
  readonly options: ShapeOptions;
  readonly registry: HandleRegistry;
  readonly store: HandleStore;
  readonly snapshots: SnapshotStore;
  readonly logLife: Pick<LogLife, 'current'>;
  /** Whether a TRUNCATE has gone by that this snapshot does not show. */
  readonly missesTruncate: (relid: number, start: SnapshotStart) => boolean;
  /** The catalog's answer about the table has changed. */
  readonly onPublished: (relid: number) => void;
  /** Whether the table still looks as the shape expects. */
  readonly isCurrent: (shape: Shape) => Promise<boolean>;
};

export type HandleFactory = {
  /** The current handle of a shape, made when there is none; its snapshot may still be in the writing. */
  readonly current: (shape: Shape) => Promise<Handle>;
  /** Waits for every snapshot that is being taken. */
  readonly settle: () => Promise<void>;
};

export function createHandleFactory(dependencies: HandleFactoryDependencies): HandleFactory {
  const { registry, options } = dependencies;
  const making = new Map<string, Promise<Handle>>();
  const running = new Set<Promise<void>>();
  const limitSnapshots = createLimiter(options.concurrentSnapshots);
  const limitPublishing = createLimiter(1);
  const publishing = new Map<number, Promise<void>>();
  let lastMicroseconds = 0n;

  const nextId = (shape: Shape): string => {
    const now = BigInt(Date.now()) * 1000n;
    lastMicroseconds = now > lastMicroseconds ? now : lastMicroseconds + 1n;
    return newHandle(shape, lastMicroseconds);
  };
  const publish = (shape: Shape): Promise<void> => {
    const { relation } = shape;
    if (relation.isPublished && relation.isFullIdentity) return Promise.resolve();
    const known = publishing.get(relation.oid);
    if (known !== undefined) return known;
    const sql = publishTableSql(relation, dependencies.publication, options.lockTimeoutMs);
    const promise = limitPublishing(async () => {
      const client = await dependencies.writers.connect();
      try {
        await client.query(sql);
      } finally {
        // Also leaves a transaction that failed half-way.
        client.release(true);
        dependencies.onPublished(relation.oid);
      }
    }).finally(() => publishing.delete(relation.oid));
    publishing.set(relation.oid, promise);
    return promise;
  };
  const begin = (shape: Shape): Promise<Handle> => {
    const started = Promise.withResolvers<Handle>();
    const work = limitSnapshots(() => write(dependencies, shape, nextId(shape), started.resolve)).then(
      () => undefined,
      (cause: unknown) => started.reject(snapshotFailure(shape, cause)),
    );
    running.add(work);
    void work.finally(() => running.delete(work));
    return started.promise;
  };
  const make = async (shape: Shape): Promise<Handle> => {
    try {
      await publish(shape);
    } catch (cause) {
      throw snapshotFailure(shape, cause);
    }
    return begin(shape);
  };
  return {
    current: (shape) => {
      const known = registry.current(shape.key);
      if (known !== undefined) return Promise.resolve(known);
      const underway = making.get(shape.key);
      if (underway !== undefined) return underway;
      const promise = make(shape).finally(() => making.delete(shape.key));
      making.set(shape.key, promise);
      return promise;
    },
    settle: async () => {
      await Promise.allSettled(running);
    },
  };
}

function snapshotFailure(shape: Shape, cause: unknown): AppError {
  return new AppError('bug', `Unexpected error while creating snapshot: ${errorText(cause)}`, {
    hint: `The rows of ${quoteRelation(shape.relation)} could not be read.`,
    cause,
  });
}

async function write(
  dependencies: HandleFactoryDependencies,
  shape: Shape,
  id: string,
  onStarted: (handle: Handle) => void,
): Promise<void> {
  const { registry, store, snapshots, options, logLife } = dependencies;
  const life = logLife.current();
  if (life === null) throw new AppError('unavailable', 'the change log begins anew');
  let handle: MutableHandle | undefined;
  let start: SnapshotStart | undefined;
  const writer = createChunkWriter(
    snapshots,
    id,
    { chunkBytes: options.chunkBytes, partBytes: PART_BYTES },
    (chunks) => handle?.setProgress({ kind: 'writing', chunks }),
  );
  try {
    const chunks = await takeSnapshot(shape, {
      ...dependencies,
      isCancelled: () => handle?.hasEnded() ?? false,
      onStart: (given) => {
        start = given;
        handle = createHandle(id, { shape, ...given }, { kind: 'writing', chunks: 0 });
        registry.add(handle);
        onStarted(handle);
        const hasLostLog = logLife.current() !== life;
        if (hasLostLog || dependencies.missesTruncate(shape.relation.oid, given)) registry.end([id]);
      },
      writer,
    });
    const isAlive = chunks !== undefined && (await dependencies.isCurrent(shape));
    if (!isAlive || handle === undefined || start === undefined || handle.hasEnded()) {
      await discard(dependencies, id);
      return;
    }
    const stored = {
      id,
      shapeKey: shape.key,
      definition: storedDefinition(shape),
      relid: shape.relation.oid,
      startLsn: start.startLsn,
      window: start.window,
      chunks,
      bytes: writer.bytes(),
    };
    await store.save(stored, writer.parts());
    handle.setProgress({ kind: 'done', chunks });
    if (handle.hasEnded()) await discard(dependencies, id);
  } catch (cause) {
    handle?.setProgress({ kind: 'failed', cause: snapshotFailure(shape, cause) });
    registry.end([id]);
    await discard(dependencies, id).catch(() => undefined);
    throw cause;
  }
}

function storedDefinition({ definition, replica, log }: Shape): StoredDefinition {
  return {
    table: definition.table,
    ...(definition.where === undefined ? {} : { where: definition.where }),
    ...(definition.columns === undefined ? {} : { columns: [...definition.columns] }),
    ...(definition.params === undefined ? {} : { params: [...definition.params] }),
    replica,
    log,
  };
}

async function discard(dependencies: HandleFactoryDependencies, id: string): Promise<void> {
  dependencies.registry.end([id]);
  await dependencies.store.remove([id]);
}
