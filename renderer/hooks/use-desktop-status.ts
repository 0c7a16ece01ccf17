import { useSyncExternalStore } from 'react';

import type { DesktopStatus } from '../lib/desktop-client.ts';
import { useDesktop } from '../lib/desktop-context.ts';

/** The desktop's state as the frame shows it; null until it has answered once. */
export function useDesktopStatus(): DesktopStatus | null {
  const { status } = useDesktop();
  return useSyncExternalStore(status.subscribe, status.getSnapshot);
}
