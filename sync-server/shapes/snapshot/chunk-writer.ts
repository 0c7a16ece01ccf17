import type { SnapshotStore } from './snapshot-store.ts';

/** Writes messages into chunks of about `chunkBytes` and parts of about `partBytes`, at most one part in memory. */
export type ChunkWriter = {
  readonly add: (message: Buffer) => Promise<void>;
  /** Ends the snapshot with its last message; gives the number of chunks. The last is not announced: it ends the whole. */
  readonly finish: (lastMessage: Buffer) => Promise<number>;
  readonly bytes: () => number;
  /** How many parts were written. */
  readonly parts: () => number;
};

const COMMA = Buffer.from(',');

export function createChunkWriter(
  store: SnapshotStore,
  handle: string,
  limits: { readonly chunkBytes: number; readonly partBytes: number },
  onChunk: (count: number) => void,
): ChunkWriter {
  let chunk = 0;
  let part = 0;
  let chunkBytes = 0;
  let total = 0;
  let parts = 0;
  let buffer: Buffer[] = [];
  let bufferBytes = 0;

  const writePart = async (): Promise<void> => {
    if (buffer.length === 0) return;
    await store.writePart(handle, chunk, part, Buffer.concat(part === 0 ? buffer.slice(1) : buffer));
    part += 1;
    parts += 1;
    buffer = [];
    bufferBytes = 0;
  };
  const closeChunk = async (): Promise<void> => {
    await writePart();
    chunk += 1;
    part = 0;
    chunkBytes = 0;
  };
  const append = (message: Buffer): void => {
    buffer.push(COMMA, message);
    bufferBytes += message.length;
    chunkBytes += message.length;
    total += message.length;
  };
  return {
    add: async (message) => {
      append(message);
      if (chunkBytes >= limits.chunkBytes) {
        await closeChunk();
        onChunk(chunk);
      } else if (bufferBytes >= limits.partBytes) await writePart();
    },
    finish: async (lastMessage) => {
      append(lastMessage);
      await closeChunk();
      return chunk;
    },
    bytes: () => total,
    parts: () => parts,
  };
}
