import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';

/** Groups of the sidebar, in order. */
export const NAV_GROUPS = ['Work', 'Watch', 'Team'] as const;
export type NavGroup = (typeof NAV_GROUPS)[number];

export type ScreenNav = {
  readonly group: NavGroup;
  readonly label: string;
  readonly icon: LucideIcon;
  /** `g` and a letter. */
  readonly shortcut?: string | undefined;
  /** A figure beside the label, e.g. how many wait. */
  readonly Badge?: ComponentType | undefined;
};

/** A place in the application. Sidebar, palette, shortcuts and router are all made from the list of these. */
export type Screen = {
  /** Router path, e.g. `/clients/$clientId`. */
  readonly path: string;
  readonly title: string;
  /** Loads the screen's code when it is first needed. */
  readonly load: () => Promise<ComponentType>;
  /** Present when the screen stands in the sidebar. */
  readonly nav?: ScreenNav | undefined;
};
