/**
 * Places in a shape's log. Positions are 64 bits wide, so they are bigints: neither a Number nor a text comparison
 * orders them rightly.
 */
export type LogPosition = {
  /** Commit LSN; 0 while inside a snapshot. */
  readonly lsn: bigint;
  /** Place within the transaction; infinite for `_inf`, the end of a snapshot. */
  readonly op: number;
};

const OFFSET = /^(\d+)_(\d+|inf)$/;

/** The position an offset names, or null for `-1` and anything that is no offset. */
export function parseOffset(offset: string): LogPosition | null {
  const match = OFFSET.exec(offset);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  return { lsn: BigInt(match[1]), op: match[2] === 'inf' ? Number.POSITIVE_INFINITY : Number(match[2]) };
}

export function formatOffset(position: LogPosition): string {
  return `${position.lsn}_${Number.isFinite(position.op) ? position.op : 'inf'}`;
}

/** Negative when `a` comes first. */
export function comparePositions(a: LogPosition, b: LogPosition): number {
  if (a.lsn !== b.lsn) return a.lsn < b.lsn ? -1 : 1;
  if (a.op === b.op) return 0;
  return a.op < b.op ? -1 : 1;
}

export function maxLsn(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/** A decimal LSN, or null when the text is none. */
export function parseLsn(text: unknown): bigint | null {
  return typeof text === 'string' && /^\d{1,20}$/.test(text) ? BigInt(text) : null;
}
