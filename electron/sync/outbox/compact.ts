import { decodeBody, encodeHeader, encodeRecord, FRAME_BYTES, HEADER_BYTES } from './frame.ts';
import type { OutboxFile, OutboxFiles } from './files.ts';
import type { MutationRecord, OutboxRecord } from './record.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { emptyState, fold } from './state.ts';
import type { Entry, OutboxState } from './state.ts';
import type { Placed } from './scan.ts';

export const OUTBOX_NAME = 'outbox.log';
const NEXT_NAME = 'outbox.next';

/** Reads one mutation with its arguments. */
export async function readMutation(file: OutboxFile, entry: Entry): Promise<MutationRecord> {
  const bytes = await file.read(entry.place.offset, entry.place.bytes);
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(FRAME_BYTES);
  const record = body.length > 0 ? decodeBody(body) : null;
  if (record?.kind !== 'mutation' || record.id !== entry.id) {
    throw new AppError('corrupt', `outbox record of ${entry.id} cannot be read back`, {
      hint: 'A change waiting on this device cannot be read from the disk.',
    });
  }
  return record;
}

type Written = { readonly file: OutboxFile; readonly end: number; readonly state: OutboxState };

/**
 * Writes a new outbox file that holds only what `keep` keeps, and puts it in the place of the old one: written,
 * synced, renamed, folder synced. Until the rename the old file is untouched.
 */
export async function rewrite(
  files: OutboxFiles,
  old: { readonly file: OutboxFile; readonly state: OutboxState },
  keep: (entry: Entry) => boolean,
): Promise<Written> {
  const file = await files.open(NEXT_NAME);
  try {
    await file.truncate(0);
    const written = await copyInto(file, old, keep);
    await file.sync();
    await files.rename(NEXT_NAME, OUTBOX_NAME);
    await files.syncFolder();
    return written;
  } catch (cause) {
    await file.close().catch(() => undefined);
    throw cause;
  }
}

async function copyInto(
  file: OutboxFile,
  old: { readonly file: OutboxFile; readonly state: OutboxState },
  keep: (entry: Entry) => boolean,
): Promise<Written> {
  const state = emptyState(old.state.deviceId);
  await file.write(0, encodeHeader());
  let end = HEADER_BYTES;
  const add = async (record: OutboxRecord): Promise<void> => {
    const bytes = encodeRecord(record);
    const place: Placed = { offset: end, bytes: bytes.length };
    await file.write(end, bytes);
    end += bytes.length;
    fold(state, record, place);
  };
  await add(baseOf(old.state));
  let sentThrough = 0;
  for (const entry of old.state.entries.values()) {
    if (!keep(entry)) continue;
    await add(await readMutation(old.file, entry));
    for (const record of recordsAbout(entry)) await add(record);
    if (entry.phase === 'sent') sentThrough = Math.max(sentThrough, entry.seq);
  }
  if (sentThrough > 0) await add({ kind: 'sent', through_seq: sentThrough });
  return { file, end, state };
}

export function baseOf(state: OutboxState): OutboxRecord {
  return { kind: 'base', device_id: state.deviceId, next_seq: state.nextSeq, epoch: state.epoch };
}

/** The records that bring a fresh entry to where this one stands. */
function recordsAbout(entry: Entry): readonly OutboxRecord[] {
  const records: OutboxRecord[] = [];
  if (entry.summary !== null && entry.entityType !== null) {
    records.push({
      kind: 'effect',
      id: entry.id,
      summary: entry.summary,
      entity_type: entry.entityType,
      entity_id: entry.entityId,
      rows: entry.rows,
    });
  }
  const answered = entry.phase !== 'queued' && entry.phase !== 'sent' && entry.decidedAt !== null;
  if (answered && entry.walLsn !== null) {
    const outcome = entry.phase === 'settled' ? 'accepted' : entry.phase;
    if (outcome === 'accepted' || outcome === 'conflict' || outcome === 'rejected') {
      records.push({
        kind: 'result',
        id: entry.id,
        outcome,
        reason: entry.reason,
        wal_lsn: entry.walLsn,
        at: entry.decidedAt ?? entry.at,
      });
    }
  }
  if (entry.phase === 'settled') records.push({ kind: 'arrived', ids: [entry.id] });
  return records;
}
