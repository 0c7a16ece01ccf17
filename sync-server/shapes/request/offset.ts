/**
 * Offsets of the protocol: `-1`, `now`, `0_n` (snapshot chunk n), `<lsn>_<op>` and `<lsn>_inf`.
 * `inf` sorts after every operation of its position; `0_inf` is the end of a snapshot.
 */
export type LogPosition = { readonly lsn: bigint; readonly op: number };

export type Offset =
  | { readonly kind: 'start' }
  | { readonly kind: 'now' }
  | ({ readonly kind: 'at' } & LogPosition);

export const SNAPSHOT_END: LogPosition = { lsn: 0n, op: Number.POSITIVE_INFINITY };

const POSITION = /^\+?(\d+)_(?:\+?(\d+)|inf)$/;

/** Parses an offset; undefined when the grammar does not allow it. */
export function parseOffset(text: string): Offset | undefined {
  if (text === '-1' || text === '-1_0') return { kind: 'start' };
  if (text === 'now') return { kind: 'now' };
  const match = POSITION.exec(text);
  if (match?.[1] === undefined) return undefined;
  const op = match[2] === undefined ? Number.POSITIVE_INFINITY : Number(match[2]);
  return { kind: 'at', lsn: BigInt(match[1]), op };
}

export function formatPosition(position: LogPosition): string {
  return `${position.lsn}_${Number.isFinite(position.op) ? position.op : 'inf'}`;
}

/** The offset as it stands in an etag. */
export function formatOffset(offset: Offset): string {
  if (offset.kind === 'start') return '-1';
  return offset.kind === 'now' ? 'now' : formatPosition(offset);
}

export function comparePositions(a: LogPosition, b: LogPosition): number {
  if (a.lsn !== b.lsn) return a.lsn < b.lsn ? -1 : 1;
  if (a.op === b.op) return 0;
  return a.op < b.op ? -1 : 1;
}
