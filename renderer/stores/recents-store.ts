import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { z } from 'zod';

const MAX_RECENTS = 8;
const storedSchema = z.object({ commandIds: z.array(z.string()).max(MAX_RECENTS) }).catch({ commandIds: [] });

type RecentsState = {
  /** Newest first. */
  readonly commandIds: readonly string[];
  readonly note: (commandId: string) => void;
};

/** Commands this person ran last. */
export const useRecents = create<RecentsState>()(
  persist(
    (set) => ({
      commandIds: [],
      note: (commandId) =>
        set(({ commandIds }) => ({
          commandIds: [commandId, ...commandIds.filter((id) => id !== commandId)].slice(0, MAX_RECENTS),
        })),
    }),
    {
      name: 'recent-commands',
      version: 1,
      merge: (stored, current) => ({ ...current, ...storedSchema.parse(stored ?? {}) }),
      partialize: ({ commandIds }) => ({ commandIds }),
    },
  ),
);
