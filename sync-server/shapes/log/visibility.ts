/** What pg_current_snapshot() says: every transaction below `xmin` is over, none from `xmax` on had begun. */
export type SnapshotWindow = {
  readonly xmin: bigint;
  readonly xmax: bigint;
  readonly running: readonly bigint[];
};

/** Resolves a 32-bit transaction id into the epoch nearest to a full one. */
export function fullTransactionId(xid: number, near: bigint): bigint {
  return near + BigInt.asIntN(32, BigInt(xid) - near);
}

/** Whether a committed transaction's rows are already part of the snapshot. */
export function isVisible(xid: number, window: SnapshotWindow): boolean {
  const full = fullTransactionId(xid, window.xmax);
  return full < window.xmin || (full < window.xmax && !window.running.includes(full));
}

/** `xmin:xmax:xip,xip` as Postgres prints a snapshot. */
export function parseSnapshotWindow(text: string): SnapshotWindow {
  const [xmin = '0', xmax = '0', running = ''] = text.split(':');
  return {
    xmin: BigInt(xmin),
    xmax: BigInt(xmax),
    running: running === '' ? [] : running.split(',').map(BigInt),
  };
}

export function formatSnapshotWindow(window: SnapshotWindow): string {
  return `${window.xmin}:${window.xmax}:${window.running.join(',')}`;
}
