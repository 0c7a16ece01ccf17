import { AppError } from '../../shared/kernel/app-error.ts';
import type { MutationReceipt, MutationRequest } from '../lib/desktop-client.ts';
import type { Desktop } from '../lib/desktop-context.ts';
import { useDesktop } from '../lib/desktop-context.ts';
import type { OverlayPatch } from '../lib/overlay-store.ts';
import { undoAction } from '../lib/undo.ts';
import { showToast } from '../ui/toast.tsx';

export type Change = Omit<MutationRequest, 'undo'> & {
  /** What to paint before anything is stored: fields by row key. */
  readonly optimistic?: readonly OverlayPatch[] | undefined;
  /** How Undo speaks of it; the desktop knows how to take it back. */
  readonly undo?:
    | {
        /** Past tense, shown with the Undo button: "Status of Ann Lee changed". */
        readonly title: string;
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
    const memory = undo ? { undo: { title: undo.title } } : {};
    const receipt = await desktop.client.mutations.run({ ...request, ...memory });
    if (overlayId !== null) desktop.overlay.settle(overlayId);
    if (undo && undo.showMessage !== false) offerUndo(desktop, undo.title, receipt);
    return { ok: true, receipt };
  } catch (cause) {
    if (overlayId !== null) desktop.overlay.drop(overlayId);
    const error = AppError.from(cause);
    showToast({ title: 'Not changed', description: error.hint, tone: 'error' });
    return { ok: false, error };
  }
}

function offerUndo({ client }: Desktop, title: string, { undo }: MutationReceipt): void {
  if (undo === null) return;
  const { group, reason } = undo;
  showToast(
    reason === null
      ? { title, action: { label: 'Undo', run: () => void undoAction(client, group) } }
      : { title, description: reason },
  );
}
