/** Wires the parts of the service that live as long as it does. */
import type { Pool } from 'pg';
import { createHandleFactory, type HandleFactory } from './handles/factory.ts';
import { createHandleStore, type HandleStore } from './handles/handle-store.ts';
import { createHandleRegistry, type HandleRegistry } from './handles/registry.ts';
import { createTableWatch, type TableWatch } from './handles/watch.ts';
import { createLogLife, type LogLife } from './log/log-life.ts';
import { createLogPages } from './log/log-pages.ts';
import { createLogReader, type LogReader } from './log/log-reader.ts';
import { createLogTail, type LogTail } from './log/log-tail.ts';
import { createPruning, type Pruning } from './log/prune.ts';
import type { ShapeOptions } from './options.ts';
import { slotNames, type SlotNames } from './replication/slot.ts';
import { createSnapshotStore, type SnapshotStore } from './snapshot/snapshot-store.ts';
import { createPool, databaseName, queryable, type Queryable } from './storage/database.ts';
import { createCatalog, type Catalog } from './tables/catalog.ts';

const PAGE_ROWS = 500;

export type Parts = {
  readonly schemaName: string;
  readonly options: ShapeOptions;
  readonly names: SlotNames;
  readonly readers: Pool;
  readonly database: Queryable;
  readonly registry: HandleRegistry;
  readonly store: HandleStore;
  readonly snapshots: SnapshotStore;
  readonly pruning: Pruning;
  readonly catalog: Catalog;
  readonly logLife: LogLife;
  readonly tail: LogTail;
  readonly watch: TableWatch;
  readonly factory: HandleFactory;
  readonly reader: LogReader;
  readonly close: () => Promise<void>;
};

export function createParts(connectionString: string, schemaName: string, options: ShapeOptions): Parts {
  const names = slotNames(databaseName(connectionString), schemaName);
  const readers = createPool(connectionString, options.connections, 'read-only');
  const writers = createPool(connectionString, options.connections, 'read-write');
  const database = queryable(writers);
  const reading = queryable(readers);
  const registry = createHandleRegistry();
  const store = createHandleStore(database, schemaName);
  const snapshots = createSnapshotStore(readers, database, schemaName);
  const catalog = createCatalog(reading, names.publication, Date.now);
  const watch = createTableWatch(registry, catalog.forget);
  const logLife = createLogLife();
  const tail = createLogTail(options.tailBytes);
  const factory = createHandleFactory({
    readers,
    writers,
    database,
    schemaName,
    publication: names.publication,
    options,
    registry,
    store,
    snapshots,
    logLife,
    missesTruncate: (relid, start) => watch.missesTruncate(relid, start.window),
    onPublished: catalog.forget,
    isCurrent: async (shape) => {
      const found = await catalog.findNow(shape.relation);
      return found?.relation.oid === shape.relation.oid && found.signature === shape.signature;
    },
  });
  const reader = createLogReader({
    database: reading,
    pages: createLogPages(reading, schemaName, PAGE_ROWS),
    tail,
    chunkBytes: options.chunkBytes,
  });
  return {
    schemaName,
    options,
    names,
    readers,
    database,
    registry,
    store,
    snapshots,
    pruning: createPruning(database, schemaName),
    catalog,
    logLife,
    tail,
    watch,
    factory,
    reader,
    close: async () => {
      await Promise.all([readers.end(), writers.end()]);
    },
  };
}
