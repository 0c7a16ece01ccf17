/**
 * The handles of the service: which one is current for a shape, which are still served, and their end. A newer handle of
 * the same shape does not end an older one; only DDL, TRUNCATE, deletion and long disuse do.
 */
import type { Shape } from '../shape/shape.ts';
import type { Handle, MutableHandle } from './handle.ts';

export type HandleRegistry = {
  readonly find: (id: string) => Handle | undefined;
  readonly current: (shapeKey: string) => Handle | undefined;
  readonly add: (handle: MutableHandle) => void;
  /** Ends handles and gives the ids of those that were alive. */
  readonly end: (ids: readonly string[]) => readonly string[];
  readonly ofTable: (relid: number) => readonly Handle[];
  readonly all: () => readonly Handle[];
  /** The rows of its snapshot are gone; clients that have them are still served. */
  readonly markLost: (id: string) => void;
  /** Lets no new request begin on a handle whose snapshot is out of date, while its clients keep it. */
  readonly retire: (shape: Shape, id: string) => void;
};

export function createHandleRegistry(): HandleRegistry {
  const byId = new Map<string, MutableHandle>();
  const currentByKey = new Map<string, string>();
  const byRelid = new Map<number, Set<MutableHandle>>();

  const remove = (handle: MutableHandle): void => {
    byId.delete(handle.id);
    byRelid.get(handle.shape.relation.oid)?.delete(handle);
    if (currentByKey.get(handle.shape.key) === handle.id) currentByKey.delete(handle.shape.key);
  };
  return {
    find: (id) => byId.get(id),
    current: (shapeKey) => byId.get(currentByKey.get(shapeKey) ?? ''),
    add: (handle) => {
      byId.set(handle.id, handle);
      const { key, relation } = handle.shape;
      currentByKey.set(key, handle.id);
      byRelid.set(relation.oid, (byRelid.get(relation.oid) ?? new Set()).add(handle));
    },
    end: (ids) => {
      const ended: string[] = [];
      for (const id of ids) {
        const handle = byId.get(id);
        if (handle === undefined) continue;
        remove(handle);
        handle.end();
        ended.push(id);
      }
      return ended;
    },
    ofTable: (relid) => [...(byRelid.get(relid) ?? [])],
    all: () => [...byId.values()],
    markLost: (id) => {
      byId.get(id)?.setProgress({ kind: 'lost' });
    },
    retire: (shape, id) => {
      if (currentByKey.get(shape.key) === id) currentByKey.delete(shape.key);
    },
  };
}
