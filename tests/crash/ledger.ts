/** What the run knows of its own writes: acknowledged ones must be there once, unanswered ones once or not at all. */
export type Write = {
  readonly desktop: string;
  readonly kind: 'note' | 'title';
  /** The note's id, or the lead's. */
  readonly rowId: string;
  /** The text that was written; no two writes share one. */
  readonly text: string;
  /** Null while nothing was answered: the desktop may have died before or after it was safe. */
  readonly mutationId: string | null;
};

export type Ledger = {
  readonly add: (write: Write) => void;
  readonly all: () => readonly Write[];
  readonly acknowledged: () => readonly (Write & { readonly mutationId: string })[];
};

export function createLedger(): Ledger {
  const writes: Write[] = [];
  return {
    add: (write) => void writes.push(write),
    all: () => writes,
    acknowledged: () =>
      writes.flatMap((write) =>
        write.mutationId === null ? [] : [{ ...write, mutationId: write.mutationId }],
      ),
  };
}

/**
 * The texts a lead may end with: its last acknowledged one, or any unanswered one after it. Null when it was never
 * written.
 */
export function possibleEnds(writes: readonly Write[], leadId: string): ReadonlySet<string> | null {
  const own = writes.filter((write) => write.kind === 'title' && write.rowId === leadId);
  const last = own.findLastIndex((write) => write.mutationId !== null);
  if (last < 0) return null;
  return new Set(own.slice(last).map(({ text }) => text));
}
