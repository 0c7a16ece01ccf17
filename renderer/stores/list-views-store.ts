import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { z } from 'zod';

import { EMPTY_LIST_VIEW, listViewSchema } from '../../shared/domain/list-view/list-view.ts';
import type { ListView } from '../../shared/domain/list-view/list-view.ts';

type ListViewsState = {
  readonly views: Readonly<Record<string, ListView>>;
  readonly set: (list: string, view: ListView) => void;
};

const storedSchema = z
  .object({ views: z.record(z.string(), listViewSchema.catch(EMPTY_LIST_VIEW)) })
  .catch({ views: {} });

/** Filters, order and search of each list as this person left them; they survive a restart. */
export const useListViews = create<ListViewsState>()(
  persist(
    (set) => ({
      views: {},
      set: (list, view) => set(({ views }) => ({ views: { ...views, [list]: view } })),
    }),
    {
      name: 'list-views',
      version: 1,
      merge: (stored, current) => ({ ...current, ...storedSchema.parse(stored ?? {}) }),
      partialize: ({ views }) => ({ views }),
    },
  ),
);

/** The view of one list, and how to change it. */
export function useListView(list: string): readonly [ListView, (view: ListView) => void] {
  const view = useListViews((state) => state.views[list]) ?? EMPTY_LIST_VIEW;
  const set = useListViews((state) => state.set);
  return [view, (next) => set(list, next)];
}
