import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { z } from 'zod';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
export const DENSITIES = ['compact', 'default', 'comfortable'] as const;
export type Density = (typeof DENSITIES)[number];

const preferencesSchema = z.object({
  theme: z.enum(THEMES).catch('system'),
  density: z.enum(DENSITIES).catch('default'),
  /** Single-letter shortcuts such as `c` and `g c`. */
  singleKeys: z.boolean().catch(true),
  sidebarCollapsed: z.boolean().catch(false),
});

type Preferences = z.infer<typeof preferencesSchema>;

type PreferencesState = Preferences & { readonly set: (change: Partial<Preferences>) => void };

/** How this person likes the window, on this device. Stored values that make no sense fall back one by one. */
export const usePreferences = create<PreferencesState>()(
  persist(
    (set) => ({
      ...preferencesSchema.parse({}),
      set: (change) => set(change),
    }),
    {
      name: 'preferences',
      version: 1,
      merge: (stored, current) => ({ ...current, ...preferencesSchema.parse(stored ?? {}) }),
      partialize: ({ theme, density, singleKeys, sidebarCollapsed }) => ({
        theme,
        density,
        singleKeys,
        sidebarCollapsed,
      }),
    },
  ),
);

/** Row heights in pixels; the same numbers as `--row-height`. */
export const ROW_HEIGHTS: Readonly<Record<Density, number>> = { compact: 28, default: 34, comfortable: 42 };
