/**
 * What people were told about their changes. `told`: saved here, so it may never be lost; `asked`: the answer never
 * came, so either is right; `refused`: not kept; `withdrawn`: taken back before it was sent; `put_away`: a rejected
 * one that the person has dismissed.
 */
export type Standing = 'asked' | 'told' | 'refused' | 'withdrawn' | 'put_away';

export type LedgerEntry = {
  readonly id: string;
  readonly device: string;
  readonly name: string;
  standing: Standing;
};

export type Ledger = {
  readonly ask: (id: string, device: string, name: string) => void;
  readonly mark: (id: string, standing: Standing) => void;
  readonly all: () => readonly LedgerEntry[];
  readonly find: (id: string) => LedgerEntry | undefined;
};

export function createLedger(): Ledger {
  const entries = new Map<string, LedgerEntry>();
  return {
    ask: (id, device, name) => void entries.set(id, { id, device, name, standing: 'asked' }),
    mark: (id, standing) => {
      const entry = entries.get(id);
      if (entry) entry.standing = standing;
    },
    all: () => [...entries.values()],
    find: (id) => entries.get(id),
  };
}
