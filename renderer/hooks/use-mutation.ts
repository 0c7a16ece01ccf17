import { AppError } from '../../shared/kernel/app-error.ts';
import type { MutationReceipt, MutationRequest } from '../lib/desktop-client.ts';
import type { Desktop } from '../lib/desktop-context.ts';
import { useDesktop } from '../lib/desktop-context.ts';
import type { OverlayPatch } from '../lib/overlay-store.ts';
import { useUndo } from '../stores/undo-store.ts';
import { showToast } from '../ui/toast.tsx';

export type Change = MutationRequest & {
  /** What to paint before anything is stored: fields by row key. */
  readonly optimistic?: readonly OverlayPatch[] | undefined;
  /** How to take it back. `title` is past tense and is shown with the Undo button. */
  readonly undo?:
    | {
        readonly title: string;
        readonly request: MutationRequest;
        readonly optimistic?: readonly OverlayPatch[] | undefined;
        /** False keeps it for Mod+Z alone; for small edits a message each time would be noise. */
        readonly showMessage?: boolean | undefined;
      }
    | undefined;
};

export type ChangeResult =
  | { readonly ok: true; readonly receipt: MutationReceipt }
  | { readonly ok: false; readonly error: AppError };

/**
 * Changes something. The optimistic part is on screen in the same frame; the promise resolves when the change is
 * stored on this device ("Saved here"). A change that fails is taken off the screen and said why; it never throws.
 */
export function useMutation(): (change: Change) => Promise<ChangeResult> {
  const desktop = useDesktop();
  return (change) => runChange(desktop, change);
}

/** The same outside components. */
export async function runChange(desktop: Desktop, change: Change): Promise<ChangeResult> {
  const { optimistic, undo, ...request } = change;
  const overlayId = optimistic ? desktop.overlay.add(optimistic) : null;
  try {
    const receipt = await desktop.client.mutations.run(request);
    if (overlayId !== null) desktop.overlay.settle(overlayId);
    if (undo) offerUndo(desktop, undo);
    return { ok: true, receipt };
  } catch (cause) {
    if (overlayId !== null) desktop.overlay.drop(overlayId);
    const error = AppError.from(cause);
    showToast({ title: 'Not changed', description: error.hint, tone: 'error' });
    return { ok: false, error };
  }
}

function offerUndo(desktop: Desktop, undo: NonNullable<Change['undo']>): void {
  const entry = {
    title: undo.title,
    undo: async () => {
      await runChange(desktop, { ...undo.request, optimistic: undo.optimistic });
    },
  };
  useUndo.getState().push(entry);
  if (undo.showMessage === false) return;
  showToast({
    title: undo.title,
    action: { label: 'Undo', run: () => void useUndo.getState().undo(entry) },
  });
}
