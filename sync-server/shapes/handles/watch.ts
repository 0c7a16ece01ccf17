/** Keeps handles in step with what the stream says about their tables: DDL, TRUNCATE, and tables that are gone. */
import { isVisible, type SnapshotWindow } from '../log/visibility.ts';
import type { HandleWatch } from '../log/ingest.ts';
import type { HandleRegistry } from './registry.ts';

export type TableWatch = HandleWatch & {
  readonly missesTruncate: (relid: number, window: SnapshotWindow) => boolean;
};

export function createTableWatch(registry: HandleRegistry, onChanged: (relid: number) => void): TableWatch {
  const truncates = new Map<number, number>();
  return {
    outdated: (relid, signature, identity) => {
      const handles = registry
        .ofTable(relid)
        .filter((handle) => handle.shape.signature !== signature || identity !== 'f');
      if (handles.length > 0) onChanged(relid);
      return handles.map((handle) => handle.id);
    },
    emptied: (relid, xid) => {
      truncates.set(relid, xid);
      return registry
        .ofTable(relid)
        .filter((handle) => !isVisible(xid, handle.log.window))
        .map((handle) => handle.id);
    },
    ended: (ids) => {
      registry.end(ids);
    },
    missesTruncate: (relid, window) => {
      const xid = truncates.get(relid);
      return xid !== undefined && !isVisible(xid, window);
    },
  };
}
