import type { LogPosition } from '../request/offset.ts';
import { messageText, type RenderedMessage } from './render.ts';

/** A stretch of a shape's log, at most one message over the byte limit. */
export type LogChunk = {
  readonly messages: readonly string[];
  /** Position of the last message, undefined for an empty chunk. */
  readonly end: LogPosition | undefined;
  /** True when nothing follows: the chunk reaches the frontier its reader started from. */
  readonly isComplete: boolean;
};

export type ChunkBuilder = {
  /** Takes messages in log order; false when the chunk is full and reading should stop. */
  readonly add: (messages: readonly RenderedMessage[]) => boolean;
  readonly finish: () => LogChunk;
};

/**
 * Collects messages and marks the last one of each transaction. One message is held back, because only its successor
 * tells whether it was the last of its transaction.
 */
export function createChunkBuilder(after: LogPosition, maxBytes: number): ChunkBuilder {
  const messages: string[] = [];
  let held: RenderedMessage | undefined;
  let end: LogPosition | undefined;
  let bytes = 0;
  let isFull = false;

  const flush = (message: RenderedMessage, isLast: boolean): void => {
    const text = messageText(message, isLast);
    messages.push(text);
    bytes += text.length;
    end = { lsn: message.lsn, op: message.op };
  };
  return {
    add: (rendered) => {
      for (const message of rendered) {
        if (message.lsn === after.lsn && message.op <= after.op) continue;
        if (held !== undefined) flush(held, held.lsn !== message.lsn);
        if (bytes >= maxBytes) {
          isFull = true;
          held = undefined;
          return false;
        }
        held = message;
      }
      return true;
    },
    finish: () => {
      if (held !== undefined) flush(held, true);
      held = undefined;
      return { messages, end, isComplete: !isFull };
    },
  };
}
