import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { z } from 'zod';

const layoutSchema = z.object({
  order: z.array(z.string()).catch([]),
  visibility: z.record(z.string(), z.boolean()).catch({}),
  widths: z.record(z.string(), z.number().min(24).max(2_000)).catch({}),
});

export type TableLayout = z.infer<typeof layoutSchema>;

export const EMPTY_LAYOUT: TableLayout = { order: [], visibility: {}, widths: {} };

type TableLayoutsState = {
  readonly layouts: Readonly<Record<string, TableLayout>>;
  readonly change: (tableId: string, change: (layout: TableLayout) => TableLayout) => void;
};

/** Column order, width and visibility of each table, on this device. */
export const useTableLayouts = create<TableLayoutsState>()(
  persist(
    (set) => ({
      layouts: {},
      change: (tableId, change) =>
        set(({ layouts }) => ({
          layouts: { ...layouts, [tableId]: change(layouts[tableId] ?? EMPTY_LAYOUT) },
        })),
    }),
    {
      name: 'table-layouts',
      version: 1,
      merge: (stored, current) => ({
        ...current,
        layouts: z
          .object({ layouts: z.record(z.string(), layoutSchema) })
          .catch({ layouts: {} })
          .parse(stored ?? {}).layouts,
      }),
      partialize: ({ layouts }) => ({ layouts }),
    },
  ),
);
