import type { AppError } from '../../shared/kernel/app-error.ts';
import type { DesktopClient } from './desktop-client.ts';
import type { Desktop } from './desktop-context.ts';
import { createOverlayStore } from './overlay-store.ts';
import { createStatusStore } from './status-store.ts';

/** Puts the stores that outlive screens around a client. */
export function createDesktop(client: DesktopClient, onFailure: (error: AppError) => void): Desktop {
  return { client, overlay: createOverlayStore(), status: createStatusStore(client, onFailure) };
}
