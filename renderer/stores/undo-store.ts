import { create } from 'zustand';

export type Undoable = {
  /** In a person's words, past tense: "Status of 12 leads changed". */
  readonly title: string;
  readonly undo: () => Promise<void> | void;
};

const MAX_UNDO = 50;

type UndoState = {
  /** Oldest first. */
  readonly entries: readonly Undoable[];
  readonly push: (entry: Undoable) => void;
  /** Undoes the last action, or the given one, and forgets it. Returns it, or undefined when there is none. */
  readonly undo: (entry?: Undoable) => Undoable | undefined;
};

/** The last fifty actions of this window that can be taken back. */
export const useUndo = create<UndoState>()((set, get) => ({
  entries: [],
  push: (entry) => set(({ entries }) => ({ entries: [...entries, entry].slice(-MAX_UNDO) })),
  undo: (wanted) => {
    const { entries } = get();
    const entry = wanted === undefined ? entries.at(-1) : entries.find((one) => one === wanted);
    if (!entry) return undefined;
    set({ entries: entries.filter((one) => one !== entry) });
    void entry.undo();
    return entry;
  },
}));
