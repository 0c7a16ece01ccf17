import { AppError } from '../../../shared/kernel/app-error.ts';
import { baseOf, OUTBOX_NAME, rewrite } from './compact.ts';
import { decodeHeader, encodeHeader, encodeRecord, FORMAT_VERSION, HEADER_BYTES } from './frame.ts';
import type { OutboxFile, OutboxFiles } from './files.ts';
import { scanRecords } from './scan.ts';
import type { Damage } from './scan.ts';
import { emptyState, fold } from './state.ts';
import type { OutboxState } from './state.ts';

export type OpenedLog = {
  readonly file: OutboxFile;
  readonly end: number;
  readonly state: OutboxState;
  /** What could not be read, put into files beside the outbox, and where. */
  readonly damage: readonly (Damage & { readonly keptAs: string })[];
};

/**
 * Opens the outbox file or creates it, reads its records into a state, and cuts a torn tail. Damaged bytes are
 * never thrown away: they go into a file of their own first. `deviceId` counts for a new or headless file.
 */
export async function openLog(files: OutboxFiles, deviceId: string, nowMs: number): Promise<OpenedLog> {
  const file = await files.open(OUTBOX_NAME);
  const size = await file.size();
  const header = await file.read(0, HEADER_BYTES);
  const version = decodeHeader(header);
  if (version !== null && version > FORMAT_VERSION) {
    await file.close();
    throw new AppError('too_old', `outbox format ${version} is newer than ${FORMAT_VERSION}`, {
      hint: 'A newer version of this desktop has written here. Update this one to open the profile.',
    });
  }
  const state = emptyState(deviceId);
  if (size === 0) return create(files, file, state);
  const start = version === null ? 0 : HEADER_BYTES;
  const scan = await scanRecords(file, start, (record, at) => fold(state, record, at));
  const damage = [];
  for (const [index, one] of scan.damage.entries()) {
    const keptAs = `outbox.damaged-${nowMs}-${index}`;
    await keepAside(files, file, one, keptAs);
    damage.push({ ...one, keptAs });
  }
  if (version === null || scan.damage.some((one) => one.where === 'middle')) {
    const written = await rewrite(files, { file, state }, () => true);
    await file.close();
    return { ...written, damage };
  }
  if (scan.end < size) {
    await file.truncate(scan.end);
    await file.sync();
  }
  return { file, end: scan.end, state, damage };
}

async function create(files: OutboxFiles, file: OutboxFile, state: OutboxState): Promise<OpenedLog> {
  const bytes = Buffer.concat([encodeHeader(), encodeRecord(baseOf(state))]);
  await file.write(0, bytes);
  await file.sync();
  await files.syncFolder();
  return { file, end: bytes.length, state, damage: [] };
}

const COPY_BYTES = 1024 * 1024;

async function keepAside(files: OutboxFiles, file: OutboxFile, damage: Damage, name: string): Promise<void> {
  const aside = await files.open(name);
  try {
    for (let done = 0; done < damage.bytes; done += COPY_BYTES) {
      const wanted = Math.min(COPY_BYTES, damage.bytes - done);
      await aside.write(done, await file.read(damage.offset + done, wanted));
    }
    await aside.sync();
    await files.syncFolder();
  } finally {
    await aside.close();
  }
}
