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
import type { LogStore, StagedChange, StagedTransaction } from './log-store.ts';
import type { LogTail } from './log-tail.ts';
import type { Lsn } from './lsn.ts';
import { fullTransactionId } from './visibility.ts';

/** What the ingest asks about handles, and whom it tells of their end. */
export type HandleWatch = {
  /** Handles that expect another form of the table than the stream announces. */
  readonly outdated: (relid: number, signature: string, identity: string) => readonly string[];
  /** Handles whose rows a TRUNCATE removed. */
  readonly emptied: (relid: number, xid: number) => readonly string[];
  /** They are over: already deleted in the store, now wake whoever waits. */
  readonly ended: (handles: readonly string[]) => void;
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
  readonly ended: Set<string>;
  readonly fullXid: bigint;
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
  start: { readonly lastStored: Lsn; readonly nearXid: bigint },
): Ingest {
  let nearXid = start.nearXid;
  let current: Current | undefined;
  let storedLsn = start.lastStored;
  let storedEnd: Lsn = 0n;
  let count = 0;

  const spill = async (transaction: Current): Promise<void> => {
    if (!transaction.isSpilled) {
      await store.begin();
      transaction.isSpilled = true;
    }
    await store.appendPart(stagedTransaction(transaction, []));
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
    const endedHandles = [...transaction.ended];
    const staged = stagedTransaction(transaction, endedHandles);
    if (transaction.isSpilled) {
      await store.appendPart(staged);
      await store.commit();
      tail.pushStored(transaction.lsn, transaction.touched);
    } else {
      if (transaction.staged.length > 0 || endedHandles.length > 0) await store.append(staged);
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
    if (endedHandles.length > 0) watch.ended(endedHandles);
  };
  const relation = (replicated: ReplicatedRelation): void => {
    const signature = relationSignature(replicated, replicated.columns);
    for (const id of watch.outdated(replicated.relid, signature, replicated.identity)) current?.ended.add(id);
  };

  const message = async (received: PgoutputMessage): Promise<void> => {
    const op = current?.op ?? 0;
    switch (received.tag) {
      case 'begin':
        nearXid = fullTransactionId(received.xid, nearXid);
        current = newTransaction(received, nearXid, received.commitLsn <= storedLsn);
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
        for (const relid of received.relids) {
          for (const id of watch.emptied(relid, current?.xid ?? 0)) current?.ended.add(id);
        }
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

type Begin = { readonly commitLsn: Lsn; readonly xid: number };

function newTransaction({ commitLsn, xid }: Begin, fullXid: bigint, isReplay: boolean): Current {
  return {
    lsn: commitLsn,
    xid,
    fullXid,
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

function stagedTransaction(transaction: Current, endedHandles: readonly string[]): StagedTransaction {
  return { lsn: transaction.lsn, xid: transaction.fullXid, changes: transaction.staged, endedHandles };
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
