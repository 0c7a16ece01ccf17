import { assertNever } from '../../../shared/kernel/assert-never.ts';
import type { OutboxRecord } from './record.ts';
import type { Placed } from './scan.ts';

/**
 * - `queued`: fsynced here, not offered to the server yet;
 * - `sent`: may have reached the server, no answer yet;
 * - `accepted`, `conflict`: decided, the replica has not seen the rows yet;
 * - `rejected`: refused by the server, until the person puts it away;
 * - `settled`: over; kept for some days in case the server is restored from a backup.
 */
export type Phase = 'queued' | 'sent' | 'accepted' | 'conflict' | 'rejected' | 'settled';

export type Reason = {
  readonly code: string;
  readonly hint: string;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
};

/** One mutation of the outbox without its arguments, which stay on disk. */
export type Entry = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly at: string;
  readonly seq: number;
  phase: Phase;
  /** The server forgot it: offer it again. The replica does not hold it as pending. */
  again: boolean;
  reason: Reason | null;
  walLsn: string | null;
  /** When the server decided, device clock. */
  decidedAt: string | null;
  summary: string | null;
  entityType: string | null;
  entityId: string | null;
  rows: number;
  /** Where its first record lies in the file: the mutation with its arguments. */
  place: Placed;
};

export type OutboxState = {
  deviceId: string;
  nextSeq: number;
  epoch: string | null;
  /** In the order of `seq`. */
  readonly entries: Map<string, Entry>;
  /** What the server has not answered, in the order of sending. */
  readonly unanswered: Map<string, Entry>;
  /** Counted as they change, so that a status costs nothing with 10,000 entries. */
  pending: number;
  rejected: number;
};

export function emptyState(deviceId: string): OutboxState {
  return {
    deviceId,
    nextSeq: 1,
    epoch: null,
    entries: new Map(),
    unanswered: new Map(),
    pending: 0,
    rejected: 0,
  };
}

/** Folds one record into the state, in place. A record about a mutation that is gone changes nothing. */
export function fold(state: OutboxState, record: OutboxRecord, at: Placed): void {
  switch (record.kind) {
    case 'base':
      state.deviceId = record.device_id;
      state.nextSeq = Math.max(state.nextSeq, record.next_seq);
      state.epoch = record.epoch;
      return;
    case 'mutation':
      return addMutation(state, record, at);
    case 'effect':
      return about(state, record.id, (entry) => {
        entry.summary = record.summary;
        entry.entityType = record.entity_type;
        entry.entityId = record.entity_id;
        entry.rows = record.rows;
      });
    case 'sent':
      for (const entry of state.unanswered.values()) {
        if (entry.phase !== 'queued') continue;
        if (entry.seq > record.through_seq) return;
        entry.phase = 'sent';
      }
      return;
    case 'result':
      return about(state, record.id, (entry) => {
        state.unanswered.delete(entry.id);
        entry.reason = record.reason;
        entry.walLsn = record.wal_lsn;
        entry.decidedAt = record.at;
        const settled = entry.phase === 'settled' && record.outcome !== 'rejected';
        entry.again = false;
        move(state, entry, settled ? 'settled' : record.outcome);
      });
    case 'arrived':
      for (const id of record.ids) {
        about(state, id, (entry) => {
          state.unanswered.delete(id);
          entry.decidedAt ??= entry.at;
          if (entry.phase !== 'rejected') move(state, entry, 'settled');
        });
      }
      return;
    case 'cancelled':
      return about(state, record.id, (entry) => {
        if (entry.phase === 'queued') drop(state, entry);
      });
    case 'dismissed':
      return about(state, record.id, (entry) => drop(state, entry));
    case 'device':
      state.deviceId = record.device_id;
      return;
    case 'epoch':
      state.epoch = record.epoch;
      if (record.since !== null) offerAgain(state, record.since);
      return;
    default:
      assertNever(record);
  }
}

function addMutation(
  state: OutboxState,
  record: Extract<OutboxRecord, { kind: 'mutation' }>,
  at: Placed,
): void {
  state.nextSeq = Math.max(state.nextSeq, record.seq + 1);
  if (state.entries.has(record.id)) return;
  const entry: Entry = {
    id: record.id,
    name: record.name,
    version: record.version,
    at: record.at,
    seq: record.seq,
    phase: 'queued',
    again: false,
    reason: null,
    walLsn: null,
    decidedAt: null,
    summary: null,
    entityType: null,
    entityId: null,
    rows: 1,
    place: at,
  };
  state.entries.set(entry.id, entry);
  state.unanswered.set(entry.id, entry);
  state.pending += 1;
}

function about(state: OutboxState, id: string, change: (entry: Entry) => void): void {
  const entry = state.entries.get(id);
  if (entry) change(entry);
}

/** Everything that neither arrived nor was refused is pending. */
export function isPending(phase: Phase): boolean {
  return phase !== 'settled' && phase !== 'rejected';
}

function move(state: OutboxState, entry: Entry, phase: Phase): void {
  state.pending += Number(isPending(phase)) - Number(isPending(entry.phase));
  state.rejected += Number(phase === 'rejected') - Number(entry.phase === 'rejected');
  entry.phase = phase;
}

function drop(state: OutboxState, entry: Entry): void {
  move(state, entry, 'settled');
  state.unanswered.delete(entry.id);
  state.entries.delete(entry.id);
}

function offerAgain(state: OutboxState, since: string): void {
  const waiting = [...state.unanswered.values()];
  state.unanswered.clear();
  for (const entry of state.entries.values()) {
    const decided = entry.decidedAt !== null && entry.phase !== 'rejected';
    if (decided && (entry.decidedAt ?? '') >= since) {
      entry.again = true;
      move(state, entry, entry.phase === 'settled' ? 'settled' : 'sent');
      state.unanswered.set(entry.id, entry);
    }
  }
  for (const entry of waiting) state.unanswered.set(entry.id, entry);
}
