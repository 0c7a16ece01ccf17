import { SwatchBookIcon, UsersIcon } from 'lucide-react';

import type { Screen } from './screen.ts';

/** Development only. */
const GALLERY: Screen = {
  path: '/gallery',
  title: 'Gallery',
  load: () => import('./gallery/gallery-screen.tsx').then((module) => module.GalleryScreen),
  nav: { group: 'Team', label: 'Gallery', icon: SwatchBookIcon, shortcut: 'g y' },
};

const PRODUCT: readonly Screen[] = [
  {
    path: '/leads',
    title: 'Leads',
    load: () => import('../screens/leads/leads-screen.tsx').then((module) => module.LeadsScreen),
    nav: { group: 'Work', label: 'Leads', icon: UsersIcon, shortcut: 'g l' },
  },
];

/**
 * Every place in the application, in the order of the sidebar. To add a screen, add it here: router, sidebar,
 * palette and shortcuts follow.
 */
export const SCREENS: readonly Screen[] = import.meta.env.DEV ? [...PRODUCT, GALLERY] : PRODUCT;
