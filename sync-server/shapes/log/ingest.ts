/**
 * Turns the replication stream into stored transactions, in commit order. Nothing is shown before it is stored; a
 * transaction beyond the memory limit goes to the database piece by piece under one database transaction.
 * Law: the frontier moves only after the transaction is stored and can be read.
 */
import { assertNever } from '../../../shared/kernel/assert-never.ts';
import type { PgoutputMessage, ReplicatedRelation } from '../replication/pgoutput.ts';
import type { Row } from '../tables/relation.ts';
import { relationSignature } from '../tables/relation.ts';
import type { LogPosition } from '../request/offset.ts';
import type { Change } from './change.ts';
import type { LogStore, StagedChange, StagedTransaction } from './log-store.ts';
import type { LogTail, TailTransaction } from './log-tail.ts';
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
  /** Position of the last stored transaction. */
  readonly storedLsn: () => Lsn;
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
  const writer = createTransactionWriter(store, tail, watch, limits);
  let nearXid = start.nearXid;
  let storedLsn = start.lastStored;
  let current: Current | undefined;

  const relation = (transaction: Current, replicated: ReplicatedRelation): void => {
    const signature = relationSignature(replicated, replicated.columns);
    for (const id of watch.outdated(replicated.relid, signature, replicated.identity))
      transaction.ended.add(id);
  };
  const truncate = (transaction: Current, relids: readonly number[]): void => {
    for (const id of relids.flatMap((relid) => watch.emptied(relid, transaction.xid)))
      transaction.ended.add(id);
  };
  const commit = async (transaction: Current): Promise<void> => {
    current = undefined;
    if (transaction.isReplay) return;
    await writer.finish(transaction);
    storedLsn = transaction.lsn;
  };

  const message = async (received: PgoutputMessage): Promise<void> => {
    if (received.tag === 'begin') {
      nearXid = fullTransactionId(received.xid, nearXid);
      current = newTransaction(received, nearXid, received.commitLsn <= storedLsn);
      return;
    }
    if (current === undefined) return;
    const { op } = current;
    switch (received.tag) {
      case 'relation':
        return relation(current, received.relation);
      case 'truncate':
        return truncate(current, received.relids);
      case 'insert':
        return writer.stage(current, received.relid, { op, kind: 'insert', new: received.new });
      case 'update': {
        const old = received.old ?? received.new;
        return writer.stage(current, received.relid, { op, kind: 'update', old, new: received.new });
      }
      case 'delete':
        return writer.stage(current, received.relid, { op, kind: 'delete', old: received.old });
      case 'commit':
        return commit(current);
      case 'other':
        return;
      default:
        return assertNever(received);
    }
  };
  return { message, storedLsn: () => storedLsn };
}

type TransactionWriter = {
  readonly stage: (transaction: Current, relid: number, change: Change) => Promise<void>;
  readonly finish: (transaction: Current) => Promise<void>;
};

/** Collects the changes of a transaction, spills them when they are too many, stores and announces the whole. */
function createTransactionWriter(
  store: LogStore,
  tail: LogTail,
  watch: HandleWatch,
  limits: IngestLimits,
): TransactionWriter {
  const spill = async (transaction: Current): Promise<void> => {
    if (!transaction.isSpilled) await store.begin();
    transaction.isSpilled = true;
    await store.appendPart(stagedTransaction(transaction, []));
    transaction.staged = [];
    transaction.partBytes = 0;
  };
  return {
    stage: async (transaction, relid, change) => {
      transaction.op += 2;
      if (transaction.isReplay) return;
      const bytes = changeBytes(change);
      transaction.staged.push({ relid, change });
      transaction.touched.set(relid, { lsn: transaction.lsn, op: change.op });
      transaction.bytes += bytes;
      transaction.partBytes += bytes;
      const isLarge = transaction.isSpilled || transaction.bytes > limits.transactionBytes;
      const isFull =
        transaction.staged.length >= limits.partRows || transaction.partBytes > limits.transactionBytes;
      if (isLarge && isFull) await spill(transaction);
    },
    finish: async (transaction) => {
      const endedHandles = [...transaction.ended];
      const staged = stagedTransaction(transaction, endedHandles);
      if (transaction.isSpilled) {
        await store.appendPart(staged);
        await store.commit();
        tail.pushStored(transaction.lsn, transaction.touched);
      } else {
        if (transaction.staged.length > 0 || endedHandles.length > 0) await store.append(staged);
        tail.push(tailTransaction(transaction));
      }
      if (endedHandles.length > 0) watch.ended(endedHandles);
    },
  };
}

function tailTransaction(transaction: Current): TailTransaction {
  const { lsn, xid, bytes } = transaction;
  return { lsn, xid, bytes, byRelid: byRelid(transaction.staged), memo: new Map() };
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

function changeBytes(change: Change): number {
  if (change.kind === 'update') return 2 * rowBytes(change.new);
  return rowBytes(change.kind === 'insert' ? change.new : change.old);
}

function rowBytes(row: Row): number {
  let bytes = 16;
  for (const [column, value] of Object.entries(row)) bytes += column.length + (value?.length ?? 0) + 8;
  return bytes;
}
