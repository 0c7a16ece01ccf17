import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { XIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import { cn } from '../lib/class-names.ts';
import { IconButton } from './icon-button.tsx';

type DialogProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons, the primary one last. */
  readonly footer?: ReactNode;
  readonly size?: 'sm' | 'md' | 'lg' | undefined;
};

const WIDTHS = { sm: 'w-100', md: 'w-140', lg: 'w-200' };

/** A modal question or form. Esc and the close button leave it. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  size = 'sm',
}: DialogProps) {
  return (
    <BaseDialog.Root open={open} onOpenChange={onOpenChange}>
      <BaseDialog.Portal>
        <DialogBackdrop />
        <BaseDialog.Popup
          className={cn(
            'floating-motion fixed top-[12vh] left-1/2 z-40 flex max-h-[76vh] max-w-[calc(100vw-2rem)] -translate-x-1/2 flex-col rounded-panel border border-border bg-surface shadow-floating',
            WIDTHS[size],
          )}
        >
          <BaseDialog.Title className="pt-5 pr-14 pb-2 pl-6 text-lg font-semibold">{title}</BaseDialog.Title>
          <div className="min-h-0 overflow-y-auto px-6 pb-5">
            {description ? (
              <BaseDialog.Description className="mb-4 text-sm text-muted">
                {description}
              </BaseDialog.Description>
            ) : null}
            {children}
          </div>
          {footer ? (
            <div className="flex items-center justify-end gap-2 border-t border-border px-6 py-3">
              {footer}
            </div>
          ) : null}
          <BaseDialog.Close
            render={<IconButton label="Close" shortcut="esc" className="absolute top-4.5 right-4" />}
          >
            <XIcon />
          </BaseDialog.Close>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

export function DialogBackdrop() {
  return (
    <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-overlay transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
  );
}
