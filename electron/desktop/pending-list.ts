import type { PendingEntry, PendingList } from '../../shared/contracts/desktop/pending.ts';
import { AppError } from '../../shared/kernel/app-error.ts';
import type { Outbox } from '../sync/outbox/outbox.ts';
import type { MutationRecord } from '../sync/outbox/record.ts';
import type { Entry, Phase } from '../sync/outbox/state.ts';
import { runMutation } from './run-mutation.ts';
import type { MutationParties } from './run-mutation.ts';

/** The screen shows this many; `total` counts all. */
const SHOWN = 500;

const STATES: Readonly<Record<Phase, PendingEntry['state']>> = {
  queued: 'saved_here',
  sent: 'waiting',
  accepted: 'waiting',
  conflict: 'waiting',
  settled: 'waiting',
  rejected: 'rejected',
};

/** Rejected ones first, because they wait for a person; then in the order of sending. */
export function pendingList(outbox: Outbox): PendingList {
  const open = outbox.open();
  const ordered = [
    ...open.filter((entry) => entry.phase === 'rejected'),
    ...open.filter((entry) => entry.phase !== 'rejected'),
  ];
  const counts = { saved_here: 0, waiting: 0, rejected: 0 };
  for (const { phase } of open) counts[STATES[phase]] += 1;
  return { entries: ordered.slice(0, SHOWN).map(pendingEntry), total: open.length, counts };
}

function pendingEntry(entry: Readonly<Entry>): PendingEntry {
  return {
    seq: entry.seq,
    mutationId: entry.id,
    name: entry.name,
    summary: entry.summary ?? inWords(entry.name),
    entityType: entry.entityType,
    entityId: entry.entityId,
    state: STATES[entry.phase],
    at: entry.at,
    rows: entry.rows,
    reason: entry.reason?.hint ?? null,
  };
}

/** `lead-imports/start` → "Lead imports: start", for a change whose own words were lost. */
function inWords(name: string): string {
  const words = name.replaceAll('-', ' ').split(/[/.]/);
  const text = words.join(': ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export type Discarded = { readonly record: MutationRecord; readonly summary: string; readonly rows: number };

type PendingParties = Pick<MutationParties, 'outbox' | 'replica' | 'resync'>;

/**
 * Forgets a rejected change, or withdraws one that cannot have been sent; answers what it was. Throws `not_found`,
 * `precondition_failed`.
 */
export async function discardPending(parties: PendingParties, seq: number): Promise<Discarded> {
  const { outbox } = parties;
  const entry = existing(outbox, seq);
  if (entry.phase !== 'rejected' && entry.phase !== 'queued') throw onItsWay();
  const record = await outbox.read(entry.id);
  const discarded = { record, summary: pendingEntry(entry).summary, rows: entry.rows };
  if (entry.phase === 'rejected') await outbox.dismiss(entry.id);
  else if (!(await outbox.cancel(entry.id, 'withdrawn'))) throw onItsWay();
  await dropHere(parties, entry.id);
  return discarded;
}

/** It is gone for good by now; a replica that cannot take that yet is told again. */
async function dropHere({ replica, resync }: PendingParties, id: string): Promise<void> {
  await replica.dropLocal([id]).catch(() => resync());
}

/** Sends a rejected change again as a new one, and forgets the old one once that is saved. */
export async function retryPending(parties: MutationParties, seq: number): Promise<void> {
  const entry = existing(parties.outbox, seq);
  if (entry.phase !== 'rejected') throw onItsWay();
  const { name, version, args, expected } = await parties.outbox.read(entry.id);
  await runMutation(parties, { name, version, args, expected });
  await parties.outbox.dismiss(entry.id);
  await dropHere(parties, entry.id);
}

function existing(outbox: Outbox, seq: number): Readonly<Entry> {
  const entry = outbox.findSeq(seq);
  if (entry) return entry;
  throw new AppError('not_found', `no pending change ${seq}`, {
    hint: 'This change is not pending any more.',
  });
}

function onItsWay(): AppError {
  return new AppError('precondition_failed', 'may have been sent', {
    hint: 'This change is already on its way to the server. Undo it with a new change.',
  });
}
