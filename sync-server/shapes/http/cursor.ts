const EPOCH_MS = Date.UTC(2024, 9, 9);

/**
 * The cache-busting cursor of a live answer: seconds since 2024-10-09, rounded up to the long-poll interval; one that
 * would not exceed the cursor sent moves on by a random step, so that no cache is asked the same question twice.
 *
 * @param random uniform in [0, 1)
 */
export function nextCursor(
  nowMs: number,
  longPollMs: number,
  sent: string | undefined,
  random: () => number,
): number {
  const step = Math.max(1, Math.round(longPollMs / 1000));
  const next = Math.ceil((nowMs - EPOCH_MS) / 1000 / step) * step;
  const previous = sent !== undefined && /^\d+$/.test(sent) ? Number(sent) : undefined;
  if (previous === undefined || next > previous) return next;
  return previous + 1 + Math.floor(random() * 3600);
}
