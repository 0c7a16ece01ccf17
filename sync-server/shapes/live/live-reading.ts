import type { Handle } from '../handles/handle.ts';
import type { LogReader, LogReading } from '../log/log-reader.ts';
import type { LogTail } from '../log/log-tail.ts';
import type { Lsn } from '../log/lsn.ts';
import type { LogPosition } from '../request/offset.ts';
import { waitForNews, type WaitOutcome } from './wait.ts';

export type LiveOutcome =
  | { readonly kind: 'news'; readonly reading: LogReading }
  | { readonly kind: Exclude<WaitOutcome, 'news'>; readonly frontier: Lsn };

export type LiveInput = {
  readonly handle: Handle;
  readonly from: LogPosition;
  readonly deadlineMs: number;
  readonly nowMs: () => number;
  readonly signals: readonly AbortSignal[];
};

/**
 * Reads from a position, waiting until something matches or the deadline passes. Changes that do not match are looked at
 * once: the next look begins behind them.
 */
export async function readLive(reader: LogReader, tail: LogTail, input: LiveInput): Promise<LiveOutcome> {
  let { from } = input;
  for (;;) {
    const reading = await reader.read(input.handle.log, from);
    if (reading.messages.length > 0) return { kind: 'news', reading };
    // Also when it stands at the frontier: the same place, asked again, would say "perhaps" forever.
    if (reading.frontier >= from.lsn) from = { lsn: reading.frontier, op: Number.POSITIVE_INFINITY };
    const outcome = await waitForNews(reader, tail, {
      handle: input.handle,
      from,
      timeoutMs: input.deadlineMs - input.nowMs(),
      signals: input.signals,
    });
    if (outcome === 'news') continue;
    const isQuiet = !reader.mayHaveNews(input.handle.log, from);
    return { kind: outcome, frontier: isQuiet ? tail.frontier() : reading.frontier };
  }
}
