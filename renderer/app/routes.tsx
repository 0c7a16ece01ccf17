import {
  BuildingIcon,
  HardDriveUploadIcon,
  SettingsIcon,
  SunIcon,
  SwatchBookIcon,
  Trash2Icon,
  UsersIcon,
} from 'lucide-react';

import { PendingBadge } from '../screens/pending/pending-badge.tsx';
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
    path: '/',
    title: 'Today',
    load: () => import('../screens/today/today-screen.tsx').then((module) => module.TodayScreen),
    nav: { group: 'Work', label: 'Today', icon: SunIcon, shortcut: 'g t' },
  },
  {
    path: '/clients',
    title: 'Clients',
    load: () => import('../screens/clients/clients-screen.tsx').then((module) => module.ClientsScreen),
    nav: { group: 'Work', label: 'Clients', icon: BuildingIcon, shortcut: 'g c' },
  },
  {
    path: '/clients/$clientId',
    title: 'Client',
    load: () => import('../screens/client-detail/client-screen.tsx').then((module) => module.ClientScreen),
  },
  {
    path: '/leads',
    title: 'Leads',
    load: () => import('../screens/leads/leads-screen.tsx').then((module) => module.LeadsScreen),
    nav: { group: 'Work', label: 'Leads', icon: UsersIcon, shortcut: 'g l' },
  },
  {
    path: '/leads/import',
    title: 'Import',
    load: () => import('../screens/import/import-screen.tsx').then((module) => module.ImportScreen),
  },
  {
    path: '/pending',
    title: 'Pending changes',
    load: () => import('../screens/pending/pending-screen.tsx').then((module) => module.PendingScreen),
    nav: {
      group: 'Watch',
      label: 'Pending',
      icon: HardDriveUploadIcon,
      shortcut: 'g p',
      Badge: PendingBadge,
    },
  },
  {
    path: '/trash',
    title: 'Trash',
    load: () => import('../screens/trash/trash-screen.tsx').then((module) => module.TrashScreen),
    nav: { group: 'Team', label: 'Trash', icon: Trash2Icon, shortcut: 'g x' },
  },
  {
    path: '/settings',
    title: 'This device',
    load: () => import('../screens/settings/settings-screen.tsx').then((module) => module.SettingsScreen),
    nav: { group: 'Team', label: 'Settings', icon: SettingsIcon, shortcut: 'g s' },
  },
  {
    path: '/sign-in',
    title: 'Sign in again',
    load: () =>
      import('../screens/session/sign-in-again-screen.tsx').then((module) => module.SignInAgainScreen),
  },
];

/**
 * Every place in the application, in the order of the sidebar. To add a screen, add it here: router, sidebar,
 * palette and shortcuts follow.
 */
export const SCREENS: readonly Screen[] = import.meta.env.DEV ? [...PRODUCT, GALLERY] : PRODUCT;
