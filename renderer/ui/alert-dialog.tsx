import { AlertDialog as BaseAlertDialog } from '@base-ui/react/alert-dialog';
import type { ReactNode } from 'react';

import { Button } from './button.tsx';

type AlertDialogProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description: ReactNode;
  /** A verb and its object, e.g. "Delete 12 leads". */
  readonly confirmLabel: string;
  readonly cancelLabel?: string | undefined;
  readonly tone?: 'danger' | 'primary' | undefined;
  readonly onConfirm: () => void;
};

/** Asks before something that cannot be undone. Focus starts on the safe answer. */
export function AlertDialog(props: AlertDialogProps) {
  const { open, onOpenChange, title, description, confirmLabel, onConfirm } = props;
  const { cancelLabel = 'Cancel', tone = 'danger' } = props;
  return (
    <BaseAlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <BaseAlertDialog.Portal>
        <BaseAlertDialog.Backdrop className="fixed inset-0 z-40 bg-overlay transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <BaseAlertDialog.Popup className="floating-motion fixed top-[18vh] left-1/2 z-40 w-110 max-w-[calc(100vw-2rem)] -translate-x-1/2 rounded-panel border border-border bg-surface p-6 shadow-floating">
          <BaseAlertDialog.Title className="text-lg font-semibold">{title}</BaseAlertDialog.Title>
          <BaseAlertDialog.Description className="mt-2 text-sm text-muted">
            {description}
          </BaseAlertDialog.Description>
          <div className="mt-6 flex justify-end gap-2">
            <BaseAlertDialog.Close render={<Button autoFocus>{cancelLabel}</Button>} />
            <BaseAlertDialog.Close
              render={
                <Button variant={tone} onClick={onConfirm}>
                  {confirmLabel}
                </Button>
              }
            />
          </div>
        </BaseAlertDialog.Popup>
      </BaseAlertDialog.Portal>
    </BaseAlertDialog.Root>
  );
}
