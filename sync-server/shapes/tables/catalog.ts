/** A short memory of the catalog, so that a hundred open polls do not ask it the same question each second. */
import type { RelationName } from '../names/identifier.ts';
import type { Queryable } from '../storage/database.ts';
import { inspectRelation, type InspectedRelation } from './inspector.ts';

const FRESH_MS = 1_000;

export type Catalog = {
  /** At most a second old. */
  readonly find: (name: RelationName) => Promise<InspectedRelation | undefined>;
  /** Asked of the database now. */
  readonly findNow: (name: RelationName) => Promise<InspectedRelation | undefined>;
  readonly forget: (relid: number) => void;
};

type Known = { readonly atMs: number; readonly found: Promise<InspectedRelation | undefined> };

export function createCatalog(database: Queryable, publication: string, nowMs: () => number): Catalog {
  const known = new Map<string, Known>();

  const findNow = (name: RelationName): Promise<InspectedRelation | undefined> => {
    const key = JSON.stringify([name.schema, name.name]);
    const entry = { atMs: nowMs(), found: inspectRelation(database, name, publication) };
    known.set(key, entry);
    entry.found.then(
      (found) => {
        if (found === undefined && known.get(key) === entry) known.delete(key);
      },
      () => known.delete(key),
    );
    return entry.found;
  };
  return {
    findNow,
    find: (name) => {
      const entry = known.get(JSON.stringify([name.schema, name.name]));
      return entry !== undefined && nowMs() - entry.atMs < FRESH_MS ? entry.found : findNow(name);
    },
    forget: (relid) => {
      for (const [key, entry] of known) {
        void entry.found.then(
          (found) => found?.relation.oid === relid && known.delete(key),
          () => undefined,
        );
      }
    },
  };
}
