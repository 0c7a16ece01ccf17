import { createContext, useContext } from 'react';

import { AppError } from '../../shared/kernel/app-error.ts';
import type { DesktopClient } from './desktop-client.ts';
import type { OverlayStore } from './overlay-store.ts';
import type { StatusStore } from './status-store.ts';

/** What every screen gets from outside. */
export type Desktop = {
  readonly client: DesktopClient;
  readonly overlay: OverlayStore;
  readonly status: StatusStore;
};

export const DesktopContext = createContext<Desktop | null>(null);

export function useDesktop(): Desktop {
  const desktop = useContext(DesktopContext);
  if (!desktop) throw new AppError('bug', 'useDesktop outside DesktopContext');
  return desktop;
}
