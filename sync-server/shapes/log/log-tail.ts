/**
 * The newest part of the log, in memory, and the frontier: the position up to which everything is stored and can be
 * read. Long polls wait here, and a transaction looks only at the waiters of the tables it touches.
 */
import type { Change } from './change.ts';
import type { RenderedMessage } from './render.ts';
import { laterLsn, type Lsn } from './lsn.ts';
import type { LogPosition } from '../request/offset.ts';

export type TailTransaction = {
  readonly lsn: Lsn;
  readonly xid: number;
  readonly byRelid: ReadonlyMap<number, readonly Change[]>;
  readonly bytes: number;
  /** Results derived from this transaction, shared by every reader that needs the same one. */
  readonly memo: Map<string, Promise<readonly RenderedMessage[]>>;
};

export type TailListener = () => void;

export type LogTail = {
  readonly frontier: () => Lsn;
  /** Moves the frontier over write-ahead log that held nothing for us. */
  readonly advance: (lsn: Lsn) => void;
  /** A stored transaction, kept in memory and announced. */
  readonly push: (transaction: TailTransaction) => void;
  /** A stored transaction too large for memory: earlier ones are forgotten, readers go to the database. */
  readonly pushStored: (lsn: Lsn, touched: ReadonlyMap<number, LogPosition>) => void;
  /** Transactions after a position, oldest first, or undefined when the tail no longer reaches back that far. */
  readonly since: (position: LogPosition) => readonly TailTransaction[] | undefined;
  /** Where the last change of a table stands; undefined when the log has none. */
  readonly lastChange: (relid: number) => LogPosition | undefined;
  readonly restore: (frontier: Lsn, lastChanges: ReadonlyMap<number, LogPosition>) => void;
  /** Calls the listener after each transaction that touches the table, until the returned function is called. */
  readonly listen: (relid: number, listener: TailListener) => () => void;
  /** How many are listening. */
  readonly listeners: () => number;
};

export function createLogTail(maxBytes: number): LogTail {
  let frontier: Lsn = 0n;
  let floor: Lsn = 0n;
  let bytes = 0;
  let waiting = 0;
  let newest: Lsn = 0n;
  let transactions: TailTransaction[] = [];
  let lastChanges = new Map<number, LogPosition>();
  const listeners = new Map<number, Set<TailListener>>();

  const announce = (relids: Iterable<number>): void => {
    for (const relid of relids) {
      for (const listener of listeners.get(relid) ?? []) listener();
    }
  };
  const evict = (): void => {
    let count = 0;
    while (bytes > maxBytes && transactions[count] !== undefined) {
      bytes -= transactions[count]?.bytes ?? 0;
      floor = transactions[count]?.lsn ?? floor;
      count += 1;
    }
    if (count > 0) transactions = transactions.slice(count);
  };

  return {
    frontier: () => frontier,
    advance: (lsn) => {
      frontier = laterLsn(frontier, lsn);
    },
    push: (transaction) => {
      // After a crash of the database the stream may repeat what this process has already shown.
      if (transaction.lsn <= newest) return;
      newest = transaction.lsn;
      transactions.push(transaction);
      bytes += transaction.bytes;
      evict();
      for (const [relid, changes] of transaction.byRelid) {
        lastChanges.set(relid, { lsn: transaction.lsn, op: changes.at(-1)?.op ?? 0 });
      }
      frontier = laterLsn(frontier, transaction.lsn);
      announce(transaction.byRelid.keys());
    },
    pushStored: (lsn, touched) => {
      if (lsn <= newest) return;
      newest = lsn;
      transactions = [];
      bytes = 0;
      floor = lsn;
      for (const [relid, position] of touched) lastChanges.set(relid, position);
      frontier = laterLsn(frontier, lsn);
      announce(touched.keys());
    },
    since: (position) => {
      if (position.lsn <= floor) return undefined;
      let index = transactions.length;
      while (index > 0 && (transactions[index - 1]?.lsn ?? 0n) >= position.lsn) index -= 1;
      return transactions.slice(index);
    },
    lastChange: (relid) => lastChanges.get(relid),
    restore: (restored, changes) => {
      frontier = laterLsn(frontier, restored);
      floor = laterLsn(floor, restored);
      if (lastChanges.size === 0) lastChanges = new Map(changes);
    },
    listeners: () => waiting,
    listen: (relid, listener) => {
      waiting += 1;
      const set = listeners.get(relid) ?? new Set();
      listeners.set(relid, set.add(listener));
      return () => {
        if (set.delete(listener)) waiting -= 1;
        if (set.size === 0 && listeners.get(relid) === set) listeners.delete(relid);
      };
    },
  };
}
