import { decodeBody, FRAME_BYTES, MARK, readFrame } from './frame.ts';
import type { OutboxFile } from './files.ts';
import type { OutboxRecord } from './record.ts';

export type Placed = { readonly offset: number; readonly bytes: number };

export type Damage = {
  readonly offset: number;
  readonly bytes: number;
  /** `tail`: nothing good follows, as after a loss of power; `middle`: good records follow. */
  readonly where: 'tail' | 'middle';
};

export type Scan = {
  /** End of the last good record: where the file may grow from. */
  readonly end: number;
  readonly damage: readonly Damage[];
};

const CHUNK_BYTES = 1024 * 1024;

/**
 * Reads every good record from `start` in order, one chunk in memory at a time, and finds its way past damage by
 * the mark before each record. A record whose checksum is right but whose content makes no sense counts as damage.
 */
export async function scanRecords(
  file: OutboxFile,
  start: number,
  onRecord: (record: OutboxRecord, at: Placed) => void,
): Promise<Scan> {
  const size = await file.size();
  const damage: Damage[] = [];
  let offset = start;
  let badSince: number | null = null;
  let buffer: Buffer = Buffer.alloc(0);
  let bufferStart = start;

  const load = async (wanted: number): Promise<void> => {
    const bytes = await file.read(offset, Math.min(size - offset, Math.max(wanted, CHUNK_BYTES)));
    buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    bufferStart = offset;
  };

  while (offset < size) {
    if (offset - bufferStart + FRAME_BYTES > buffer.length) await load(CHUNK_BYTES);
    const inside = offset - bufferStart;
    const frame = readFrame(buffer, inside);
    if (frame.state === 'short' && bufferStart + buffer.length < size) {
      await load(frame.needs);
      continue;
    }
    const record = frame.state === 'good' ? decodeBody(frame.body) : null;
    if (frame.state === 'good' && record) {
      if (badSince !== null) damage.push({ offset: badSince, bytes: offset - badSince, where: 'middle' });
      badSince = null;
      onRecord(record, { offset, bytes: frame.bytes });
      offset += frame.bytes;
      continue;
    }
    badSince ??= offset;
    offset = frame.state === 'good' ? offset + frame.bytes : bufferStart + nextMark(buffer, inside + 1);
  }
  const end = badSince ?? size;
  if (badSince !== null) damage.push({ offset: badSince, bytes: size - badSince, where: 'tail' });
  return { end, damage };
}

/** Where a record might start again; the buffer's end less a possible half mark when there is none. */
function nextMark(buffer: Buffer, from: number): number {
  const found = buffer.indexOf(MARK, from);
  return found >= 0 ? found : Math.max(from, buffer.length - MARK.length + 1);
}
