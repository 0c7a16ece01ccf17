import type { SnapshotStore } from './snapshot-store.ts';

/** Writes messages into chunks of about `chunkBytes` and parts of about `partBytes`, at most one part in memory. */
export type ChunkWriter = {
  readonly add: (message: string) => Promise<void>;
  /** Ends the snapshot with its last message; gives the number of chunks. */
  readonly finish: (lastMessage: string) => Promise<number>;
  readonly bytes: () => number;
};

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
  let buffer: string[] = [];
  let bufferBytes = 0;

  const writePart = async (): Promise<void> => {
    if (buffer.length === 0) return;
    await store.writePart(handle, chunk, part, (part === 0 ? '' : ',') + buffer.join(','));
    part += 1;
    buffer = [];
    bufferBytes = 0;
  };
  const closeChunk = async (): Promise<void> => {
    await writePart();
    chunk += 1;
    part = 0;
    chunkBytes = 0;
    onChunk(chunk);
  };
  const append = (message: string): void => {
    buffer.push(message);
    bufferBytes += message.length;
    chunkBytes += message.length;
    total += message.length;
  };
  return {
    add: async (message) => {
      append(message);
      if (chunkBytes >= limits.chunkBytes) await closeChunk();
      else if (bufferBytes >= limits.partBytes) await writePart();
    },
    finish: async (lastMessage) => {
      append(lastMessage);
      await closeChunk();
      return chunk;
    },
    bytes: () => total,
  };
}
