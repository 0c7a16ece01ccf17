/** The order of a list's keys: sorted once by the database, then kept by placing the rows that changed. */
import type { CompiledList } from '../../../shared/queries/compile-list.ts';
import type { Sql } from '../store/database.ts';
import type { FlushReads } from './list-statements.ts';
import { allKeys, countRows, insertInOrder, windowKeys } from './list-statements.ts';
import type { OrderedKeys } from './ordered-keys.ts';
import { createOrderedKeys } from './ordered-keys.ts';

/** More rows to place than this are placed by sorting anew. */
const PLACED_ONE_BY_ONE = 24;

export type ListOrder = {
  /** This row may belong, not belong, or stand elsewhere now. */
  readonly noteMoved: (id: string) => void;
  /** Anything may have moved. */
  readonly forget: () => void;
  /** Places what moved; when that is too much, the order is forgotten. */
  readonly settle: (sql: Sql, reads: FlushReads) => Promise<void>;
  readonly total: (sql: Sql) => Promise<number>;
  readonly window: (sql: Sql, offset: number, limit: number) => Promise<readonly string[]>;
  readonly isKnown: () => boolean;
  readonly sort: (sql: Sql) => Promise<void>;
  readonly keys: () => readonly string[];
};

export function createListOrder(list: CompiledList): ListOrder {
  let ordered: OrderedKeys | null = null;
  let moved = new Set<string>();
  return {
    noteMoved: (id) => moved.add(id),
    forget: () => {
      ordered = null;
    },
    settle: async (sql, reads) => {
      const keys = [...moved];
      moved = new Set();
      if (!ordered || keys.length === 0) return;
      if (keys.length > PLACED_ONE_BY_ONE) {
        ordered = null;
        return;
      }
      const belonging = await reads.members(list, keys);
      for (const key of keys) ordered.remove(key);
      await insertInOrder(sql, list, ordered, [...belonging]);
    },
    total: async (sql) => (ordered ? ordered.size() : countRows(sql, list)),
    window: async (sql, offset, limit) =>
      ordered ? ordered.slice(offset, limit) : windowKeys(sql, list, offset, limit),
    isKnown: () => ordered !== null,
    sort: async (sql) => {
      moved = new Set();
      ordered = createOrderedKeys(await allKeys(sql, list));
    },
    keys: () => ordered?.all() ?? [],
  };
}
