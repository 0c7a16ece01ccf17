/**
 * Turns the replication stream into stored transactions, in commit order. Nothing is shown before it is stored; a
 * transaction beyond the memory limit goes to the database piece by piece under one database transaction.
 * Law: the frontier moves only after the transaction is stored and can be read.
 */
import type { PgoutputMessage, ReplicatedRelation } from '../replication/pgoutput.ts';
import type { Row } from '../tables/relation.ts';
import { relationSignature } from '../tables/relation.ts';
import type { LogPosition } from '../request/offset.ts';
import type { Change } from './change.ts';
import type { LogStore, StagedChange } from './log-store.ts';
import type { LogTail } from './log-tail.ts';
import type { Lsn } from './lsn.ts';

/** What the ingest must know and tell about handles. */
export type HandleWatch = {
  /** True when handles exist for the table and they expect another form of it. */
  readonly isChanged: (relid: number, signature: string, identity: string) => boolean;
  /** The table's handles are over: already deleted in the store, now wake whoever waits. */
  readonly ended: (relids: readonly number[]) => void;
};

export type IngestLimits = { readonly transactionBytes: number; readonly partRows: number };

export type Ingest = {
  readonly message: (message: PgoutputMessage) => Promise<void>;
  /** Position of the last stored transaction's end, safe to confirm once the store made it durable. */
  readonly storedEnd: () => Lsn;
  readonly storedLsn: () => Lsn;
  readonly transactions: () => number;
};

type Current = {
  readonly lsn: Lsn;
  readonly xid: number;
  readonly isReplay: boolean;
  readonly ended: Set<number>;
  readonly touched: Map<number, LogPosition>;
  staged: StagedChange[];
  bytes: number;
  partBytes: number;
  op: number;
  isSpilled: boolean;
};

export function createIngest(
  store: LogStore,
  tail: LogTail,
  watch: HandleWatch,
  limits: IngestLimits,
  lastStored: Lsn,
): Ingest {
  let current: Current | undefined;
  let storedLsn = lastStored;
  let storedEnd: Lsn = 0n;
  let count = 0;

  const spill = async (transaction: Current): Promise<void> => {
    if (!transaction.isSpilled) {
      await store.begin();
      transaction.isSpilled = true;
    }
    await store.appendPart({ ...transaction, changes: transaction.staged, endedRelids: [] });
    transaction.staged = [];
    transaction.partBytes = 0;
  };
  const stage = async (relid: number, change: Change, bytes: number): Promise<void> => {
    if (current === undefined) return;
    current.op += 2;
    if (current.isReplay) return;
    current.staged.push({ relid, change });
    current.touched.set(relid, { lsn: current.lsn, op: change.op });
    current.bytes += bytes;
    current.partBytes += bytes;
    const isLarge = current.isSpilled || current.bytes > limits.transactionBytes;
    const isFull = current.staged.length >= limits.partRows || current.partBytes > limits.transactionBytes;
    if (isLarge && isFull) await spill(current);
  };
  const commit = async (transaction: Current, end: Lsn): Promise<void> => {
    if (!transaction.isReplay) await finish(transaction);
    storedEnd = end;
    current = undefined;
  };
  const finish = async (transaction: Current): Promise<void> => {
    const endedRelids = [...transaction.ended];
    const staged = { ...transaction, changes: transaction.staged, endedRelids };
    if (transaction.isSpilled) {
      await store.appendPart(staged);
      await store.commit();
      tail.pushStored(transaction.lsn, transaction.touched);
    } else {
      if (transaction.staged.length > 0 || endedRelids.length > 0) await store.append(staged);
      tail.push({
        lsn: transaction.lsn,
        xid: transaction.xid,
        byRelid: byRelid(transaction.staged),
        bytes: transaction.bytes,
        memo: new Map(),
      });
    }
    storedLsn = transaction.lsn;
    count += 1;
    if (endedRelids.length > 0) watch.ended(endedRelids);
  };
  const relation = (replicated: ReplicatedRelation): void => {
    const signature = relationSignature(replicated, replicated.columns);
    if (watch.isChanged(replicated.relid, signature, replicated.identity))
      current?.ended.add(replicated.relid);
  };

  const message = async (received: PgoutputMessage): Promise<void> => {
    const op = current?.op ?? 0;
    switch (received.tag) {
      case 'begin':
        current = newTransaction(received.commitLsn, received.xid, received.commitLsn <= storedLsn);
        return;
      case 'relation':
        relation(received.relation);
        return;
      case 'insert':
        await stage(received.relid, { op, kind: 'insert', new: received.new }, rowBytes(received.new));
        return;
      case 'update': {
        const old = received.old ?? received.new;
        await stage(
          received.relid,
          { op, kind: 'update', old, new: received.new },
          2 * rowBytes(received.new),
        );
        return;
      }
      case 'delete':
        await stage(received.relid, { op, kind: 'delete', old: received.old }, rowBytes(received.old));
        return;
      case 'truncate':
        for (const relid of received.relids) current?.ended.add(relid);
        return;
      case 'commit':
        if (current !== undefined) await commit(current, received.endLsn);
        return;
      case 'other':
        return;
    }
  };

  return {
    message,
    storedEnd: () => storedEnd,
    storedLsn: () => storedLsn,
    transactions: () => count,
  };
}

function newTransaction(lsn: Lsn, xid: number, isReplay: boolean): Current {
  return {
    lsn,
    xid,
    isReplay,
    ended: new Set(),
    touched: new Map(),
    staged: [],
    bytes: 0,
    partBytes: 0,
    op: 0,
    isSpilled: false,
  };
}

function byRelid(staged: readonly StagedChange[]): Map<number, Change[]> {
  const grouped = new Map<number, Change[]>();
  for (const { relid, change } of staged) {
    const changes = grouped.get(relid);
    if (changes === undefined) grouped.set(relid, [change]);
    else changes.push(change);
  }
  return grouped;
}

function rowBytes(row: Row): number {
  let bytes = 16;
  for (const [column, value] of Object.entries(row)) bytes += column.length + (value?.length ?? 0) + 8;
  return bytes;
}
