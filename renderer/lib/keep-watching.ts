import { AppError } from '../../shared/kernel/app-error.ts';

type OpenStream<Event> = (signal: AbortSignal) => Promise<AsyncIterable<Event>>;

/**
 * Follows a stream across lost connections: when the transport breaks (`offline`) it opens the stream again, which
 * waits for the next connection. Ends when the signal aborts or the stream ends; other errors are thrown.
 */
export async function* keepWatching<Event>(
  open: OpenStream<Event>,
  signal: AbortSignal,
): AsyncGenerator<Event, void> {
  while (!signal.aborted) {
    try {
      for await (const event of await open(signal)) {
        if (signal.aborted) return;
        yield event;
      }
      return;
    } catch (cause) {
      if (signal.aborted) return;
      const error = AppError.from(cause);
      if (error.code !== 'offline') throw error;
    }
  }
}
