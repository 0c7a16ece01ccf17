/**
 * Waiting for news of a shape. A waiter costs one entry in a set and one timer; it is woken only by transactions that
 * touch its table, and it settles at once when its handle ends, its time is up or its client has gone.
 */
import type { Handle } from '../handles/handle.ts';
import type { LogReader } from '../log/log-reader.ts';
import type { LogTail } from '../log/log-tail.ts';
import type { LogPosition } from '../request/offset.ts';

export type WaitOutcome = 'news' | 'ended' | 'timeout' | 'aborted';

export type WaitInput = {
  readonly handle: Handle;
  readonly from: LogPosition;
  readonly timeoutMs: number;
  /** Aborts when the client has gone or the service stops. */
  readonly signals: readonly AbortSignal[];
};

export function waitForNews(reader: LogReader, tail: LogTail, input: WaitInput): Promise<WaitOutcome> {
  const { handle, from, signals } = input;
  if (handle.hasEnded()) return Promise.resolve('ended');
  if (signals.some((signal) => signal.aborted)) return Promise.resolve('aborted');
  if (reader.mayHaveNews(handle.log, from)) return Promise.resolve('news');
  return new Promise((resolve) => {
    const cleanups: (() => void)[] = [];
    const settle = (outcome: WaitOutcome): void => {
      for (const cleanup of cleanups.splice(0)) cleanup();
      resolve(outcome);
    };
    const timer = setTimeout(() => settle('timeout'), Math.max(0, input.timeoutMs));
    const abort = (): void => settle('aborted');
    for (const signal of signals) signal.addEventListener('abort', abort, { once: true });
    cleanups.push(
      () => clearTimeout(timer),
      tail.listen(handle.shape.relation.oid, () => settle('news')),
      handle.onEnd(() => settle('ended')),
      ...signals.map((signal) => () => signal.removeEventListener('abort', abort)),
    );
  });
}
