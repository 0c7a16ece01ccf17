/**
 * Server-sent events: one `data:` line per message, a comment as keep-alive, closed by the server after its time.
 * A handle that ends simply ends the stream; the next request is told to fetch again.
 */
import type { Handle } from '../handles/handle.ts';
import { upToDateMessage } from '../http/shape-reply.ts';
import type { LogReader } from '../log/log-reader.ts';
import type { LogTail } from '../log/log-tail.ts';
import type { LogPosition } from '../request/offset.ts';
import { readLive } from './live-reading.ts';

export type SseInput = {
  readonly handle: Handle;
  readonly from: LogPosition;
  readonly sseMs: number;
  readonly keepAliveMs: number;
  readonly nowMs: () => number;
  readonly signals: readonly AbortSignal[];
};

export function eventText(messages: readonly string[]): string {
  return messages.map((message) => `data: ${message}\n\n`).join('');
}

export async function* sseEvents(
  reader: LogReader,
  tail: LogTail,
  input: SseInput,
): AsyncGenerator<string, void, void> {
  const endMs = input.nowMs() + input.sseMs;
  let { from } = input;
  let keepAliveAt = input.nowMs() + input.keepAliveMs;
  while (input.nowMs() < endMs) {
    const outcome = await readLive(reader, tail, {
      ...input,
      from,
      deadlineMs: Math.min(endMs, keepAliveAt),
    });
    if (outcome.kind === 'ended' || outcome.kind === 'aborted') return;
    if (outcome.kind === 'news') {
      const { messages, end, isComplete, frontier } = outcome.reading;
      from = end ?? from;
      yield eventText(isComplete ? [...messages, upToDateMessage(frontier)] : messages);
      keepAliveAt = input.nowMs() + input.keepAliveMs;
    } else if (input.nowMs() < endMs) {
      keepAliveAt = input.nowMs() + input.keepAliveMs;
      yield ': keep-alive\n\n';
    }
  }
}
