import { AppError } from '../../shared/kernel/app-error.ts';
import type { DesktopClient, DesktopStatus } from './desktop-client.ts';
import { keepWatching } from './keep-watching.ts';

export type StatusStore = {
  /** Null until the desktop has answered once. */
  readonly getSnapshot: () => DesktopStatus | null;
  readonly subscribe: (listener: () => void) => () => void;
  /** Ends following the desktop. */
  readonly close: () => void;
};

/** Follows the desktop's status for as long as the window lives. */
export function createStatusStore(
  client: Pick<DesktopClient, 'status'>,
  onFailure: (error: AppError) => void,
): StatusStore {
  let current: DesktopStatus | null = null;
  const listeners = new Set<() => void>();
  const abort = new AbortController();

  async function follow(): Promise<void> {
    const open = (signal: AbortSignal) => client.status.watch(undefined, { signal });
    for await (const status of keepWatching<DesktopStatus>(open, abort.signal)) {
      current = status;
      for (const listener of listeners) listener();
    }
  }

  follow().catch((cause: unknown) => onFailure(AppError.from(cause)));
  return {
    getSnapshot: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => abort.abort(),
  };
}
