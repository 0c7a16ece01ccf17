/**
 * The outbox: every change a person made here that the replica has not seen come back from the server, and for
 * some days those that have.
 *
 * The only thing on a device that cannot be rebuilt. Law: what `append` answered survives a kill, a loss of power
 * and any number of restarts, is sent in its order, and is never in the file twice.
 */
import { isoInstant } from '../../../shared/kernel/time.ts';
import { diskError } from '../../platform/disk-errors.ts';
import type { Clock } from '../../../shared/kernel/time.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { MAX_BATCH_BYTES, MAX_MUTATIONS_PER_BATCH } from '../../../shared/contracts/server/mutations.ts';
import type { Expected } from '../../../shared/mutations/define.ts';
import { readMutation, rewrite } from './compact.ts';
import { encodeFrame, encodeRecord } from './frame.ts';
import type { OutboxFiles } from './files.ts';
import { createJournal } from './journal.ts';
import { openLog } from './open-log.ts';
import type { OpenedLog } from './open-log.ts';
import type { MutationRecord, OutboxRecord } from './record.ts';
import { fold, isPending } from './state.ts';
import type { Entry, Reason } from './state.ts';

/** Settled mutations are kept this long, to be offered again to a server restored from a backup. */
export const KEEP_SETTLED_MS = 7 * 24 * 3_600_000;
/** Room for the envelope of an upload around its mutations. */
const ENVELOPE_BYTES = 4096;
const COMPACT_AT_DEAD_BYTES = 8 * 1024 * 1024;

export type NewMutation = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly args: unknown;
  readonly expected: Expected;
  readonly at: string;
};

export type Result = {
  readonly id: string;
  readonly outcome: 'accepted' | 'rejected' | 'conflict';
  readonly reason: Reason | null;
};

export type Effect = {
  readonly summary: string;
  readonly entityType: string;
  readonly entityId: string | null;
  readonly rows: number;
};

export type OutboxView = {
  readonly deviceId: string;
  readonly epoch: string | null;
  readonly pending: number;
  readonly rejected: number;
  /** Not answered by the server yet. */
  readonly unanswered: number;
  /** Whether the first of them may be sent now. */
  readonly sendable: boolean;
  readonly bytes: number;
};

export type Outbox = {
  readonly damage: OpenedLog['damage'];
  readonly view: () => OutboxView;
  /** Every entry but the settled, in order. Live objects: read them, keep none. */
  readonly open: () => readonly Readonly<Entry>[];
  readonly find: (id: string) => Readonly<Entry> | undefined;
  readonly findSeq: (seq: number) => Readonly<Entry> | undefined;
  /**
   * Resolves, in the order of the calls, when the mutation would survive a loss of power. With `hold` it is not
   * offered for sending before `release` (or a restart), so that it can still be cancelled.
   */
  readonly append: (mutation: NewMutation, options?: { readonly hold: boolean }) => Promise<MutationRecord>;
  readonly release: (id: string) => void;
  readonly noteEffect: (id: string, effect: Effect) => void;
  /** The next mutations for one upload, within the server's limits. */
  readonly nextBatch: () => Promise<readonly MutationRecord[]>;
  readonly read: (id: string) => Promise<MutationRecord>;
  /** Those the replica must hold: everything pending that the server did not refuse. */
  readonly pendingMutations: () => Promise<readonly MutationRecord[]>;
  readonly markSent: (throughSeq: number) => Promise<void>;
  readonly recordResults: (results: readonly Result[], walLsn: string) => Promise<void>;
  readonly recordArrived: (ids: readonly string[]) => Promise<void>;
  /** False when it may have been sent already: then it stays. */
  readonly cancel: (id: string, why: string) => Promise<boolean>;
  readonly dismiss: (id: string) => Promise<void>;
  readonly adoptDevice: (deviceId: string) => Promise<void>;
  /** `restored`: the server has lost its newest past, so settled mutations of the last days are offered again. */
  readonly adoptEpoch: (epoch: string, restored: boolean) => Promise<void>;
  /** Rewrites the file when much of it is of no use any more. Call when idle. */
  readonly maintain: () => Promise<void>;
  readonly onChange: (listener: () => void) => () => void;
  readonly close: () => Promise<void>;
};

export type OutboxOptions = { readonly files: OutboxFiles; readonly deviceId: string; readonly clock: Clock };

/** Opens or creates the outbox of one folder. Throws `locked`, `too_old`, `disk_full`, `disk_unwritable`. */
export async function openOutbox({ files, deviceId, clock }: OutboxOptions): Promise<Outbox> {
  const lock = await files.lock();
  try {
    const log = await openLog(files, deviceId, clock.now());
    return outboxOver(files, clock, log, lock.release);
  } catch (cause) {
    await lock.release();
    throw diskError(cause, 'what waits on this device');
  }
}

function outboxOver(files: OutboxFiles, clock: Clock, log: OpenedLog, release: () => Promise<void>): Outbox {
  const journal = createJournal(log.file, log.end);
  const listeners = new Set<() => void>();
  const held = new Set<string>();
  let state = log.state;

  function announce(): void {
    for (const listener of listeners) listener();
  }

  async function write(record: OutboxRecord, durable = true): Promise<void> {
    if (journal.suspect()) await compact();
    await journal.append({
      encode: () => encodeRecord(record),
      durable,
      placed: (at) => fold(state, record, at),
    });
    announce();
  }

  /** The number is given when the bytes are written, so that numbers and places in the file have one order. */
  async function append(
    mutation: NewMutation,
    options?: { readonly hold: boolean },
  ): Promise<MutationRecord> {
    const rest = JSON.stringify(mutation).slice(1);
    if (Buffer.byteLength(rest) > MAX_BATCH_BYTES - 2 * ENVELOPE_BYTES) throw tooLarge(mutation.name);
    if (journal.suspect()) await compact();
    let record: MutationRecord = { kind: 'mutation', seq: 0, ...mutation };
    await journal.append({
      encode: (group) => {
        record = { ...record, seq: state.nextSeq + group.mutations };
        group.mutations += 1;
        return encodeFrame('mutation', `{"seq":${record.seq},${rest}`);
      },
      durable: true,
      placed: (at) => {
        if (options?.hold === true) held.add(record.id);
        fold(state, record, at);
      },
    });
    announce();
    return record;
  }

  async function compact(): Promise<void> {
    const oldest = isoInstant(clock.now() - KEEP_SETTLED_MS);
    const keep = (entry: Entry) =>
      entry.phase !== 'settled' || entry.again || (entry.decidedAt ?? '') >= oldest;
    let next = state;
    await journal
      .exclusive(
        async (file) => {
          const written = await rewrite(files, { file, state }, keep);
          next = written.state;
          return written;
        },
        () => void (state = next),
      )
      .catch((cause: unknown) => {
        throw diskError(cause, 'what waits on this device');
      });
  }

  /** Compaction may swap the file under a read; then the entry has another place and is read again. */
  async function read(id: string): Promise<MutationRecord> {
    for (;;) {
      const entry = state.entries.get(id);
      if (!entry) throw gone(id);
      const file = journal.file();
      try {
        return await readMutation(file, entry);
      } catch (cause) {
        if (journal.file() === file) throw diskError(cause, 'a waiting change');
      }
    }
  }

  async function readAll(entries: readonly Entry[]): Promise<readonly MutationRecord[]> {
    const records: MutationRecord[] = [];
    for (const { id } of entries) if (state.entries.has(id)) records.push(await read(id));
    return records;
  }

  return {
    damage: log.damage,
    view: () => ({
      deviceId: state.deviceId,
      epoch: state.epoch,
      pending: state.pending,
      rejected: state.rejected,
      unanswered: state.unanswered.size,
      sendable: state.unanswered.size > 0 && !held.has(state.unanswered.keys().next().value ?? ''),
      bytes: journal.end(),
    }),
    open: () => [...state.entries.values()].filter((entry) => entry.phase !== 'settled'),
    find: (id) => state.entries.get(id),
    findSeq: (seq) => state.entries.values().find((entry) => entry.seq === seq && entry.phase !== 'settled'),
    append,
    release: (id) => {
      held.delete(id);
      announce();
    },
    noteEffect: (id, effect) => {
      const { summary, entityType: entity_type, entityId: entity_id, rows } = effect;
      write({ kind: 'effect', id, summary, entity_type, entity_id, rows }, false).catch(() => undefined);
    },
    nextBatch: () => readAll(withinLimits(state.unanswered.values(), held)),
    read,
    pendingMutations: () => readAll([...state.entries.values()].filter((entry) => isPending(entry.phase))),
    markSent: async (throughSeq) => {
      const fresh = state.unanswered.values().some((one) => one.phase === 'queued' && one.seq <= throughSeq);
      if (fresh) await write({ kind: 'sent', through_seq: throughSeq });
    },
    recordResults: async (results, walLsn) => {
      const at = isoInstant(clock.now());
      await Promise.all(
        results.map(({ id, outcome, reason }) =>
          write({ kind: 'result', id, outcome, reason, wal_lsn: walLsn, at }),
        ),
      );
    },
    recordArrived: async (ids) => {
      const known = ids.filter((id) => state.entries.has(id));
      if (known.length > 0) await write({ kind: 'arrived', ids: known });
    },
    cancel: async (id, why) => {
      await write({ kind: 'cancelled', id, why });
      held.delete(id);
      return !state.entries.has(id);
    },
    dismiss: (id) => write({ kind: 'dismissed', id }),
    adoptDevice: (deviceId) => write({ kind: 'device', device_id: deviceId }),
    adoptEpoch: (epoch, restored) =>
      write({ kind: 'epoch', epoch, since: restored ? isoInstant(clock.now() - KEEP_SETTLED_MS) : null }),
    maintain: async () => {
      if (state.entries.values().some((entry) => entry.again)) return;
      if (journal.end() - usefulBytes(state.entries.values(), clock.now()) > COMPACT_AT_DEAD_BYTES)
        await compact();
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      listeners.clear();
      await journal.close();
      await release();
    },
  };
}

/** Stops before a held one: nothing overtakes. */
function withinLimits(entries: Iterable<Entry>, held: ReadonlySet<string>): readonly Entry[] {
  const batch: Entry[] = [];
  let bytes = ENVELOPE_BYTES;
  for (const entry of entries) {
    if (held.has(entry.id)) break;
    if (batch.length > 0 && bytes + entry.place.bytes > MAX_BATCH_BYTES) break;
    batch.push(entry);
    bytes += entry.place.bytes;
    if (batch.length >= MAX_MUTATIONS_PER_BATCH) break;
  }
  return batch;
}

function usefulBytes(entries: Iterable<Entry>, nowMs: number): number {
  const oldest = isoInstant(nowMs - KEEP_SETTLED_MS);
  let bytes = 0;
  for (const entry of entries) {
    if (entry.phase !== 'settled' || (entry.decidedAt ?? '') >= oldest) bytes += entry.place.bytes;
  }
  return bytes;
}

function tooLarge(name: string): AppError {
  return new AppError('payload_too_large', `${name} is larger than an upload may be`, {
    hint: 'This change is too large to be sent at once. Split it into smaller ones.',
  });
}

function gone(id: string): AppError {
  return new AppError('not_found', `no outbox entry ${id}`, { hint: 'This change is not here any more.' });
}
