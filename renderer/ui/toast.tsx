import { Toast as BaseToast } from '@base-ui/react/toast';
import { CircleAlertIcon, XIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import { IconButton } from './icon-button.tsx';

const manager = BaseToast.createToastManager();

export type ToastMessage = {
  readonly title: string;
  readonly description?: string | undefined;
  readonly tone?: 'plain' | 'error' | undefined;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
};

const SHOWN_MS = 6_000;
const WITH_ACTION_MS = 12_000;

/** Shows a message at the bottom right; returns its id. With `action` it stays longer. */
export function showToast({ title, description, tone = 'plain', action }: ToastMessage): string {
  const id = manager.add({
    title,
    description,
    type: tone,
    // High priority would hide the visible message from screen readers and keep it focusable.
    priority: 'low',
    timeout: action || tone === 'error' ? WITH_ACTION_MS : SHOWN_MS,
    actionProps: action
      ? {
          children: action.label,
          onClick: () => {
            action.run();
            manager.close(id);
          },
        }
      : undefined,
  });
  return id;
}

export function closeToast(id: string): void {
  manager.close(id);
}

/** Hosts the messages; once, around the application. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  return (
    <BaseToast.Provider toastManager={manager} limit={3}>
      {children}
      <BaseToast.Portal>
        <BaseToast.Viewport className="fixed right-4 bottom-9 z-60 flex w-90 flex-col gap-2">
          <ToastList />
        </BaseToast.Viewport>
      </BaseToast.Portal>
    </BaseToast.Provider>
  );
}

function ToastList() {
  const { toasts } = BaseToast.useToastManager();
  return toasts.map((toast) => (
    <BaseToast.Root
      key={toast.id}
      toast={toast}
      className="rounded-panel border border-border bg-surface shadow-floating transition-opacity data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0"
    >
      <BaseToast.Content className="flex items-start gap-2.5 py-1.5 pr-2 pl-3.5">
        {toast.type === 'error' ? (
          <CircleAlertIcon aria-hidden className="mt-1.5 size-4 shrink-0 text-critical" />
        ) : null}
        <div className="min-w-0 grow py-1">
          <BaseToast.Title className="text-sm font-medium" />
          <BaseToast.Description className="text-sm text-muted" />
        </div>
        <BaseToast.Action className="h-7 shrink-0 rounded-control px-2 text-sm font-medium text-accent hover:bg-raised" />
        <BaseToast.Close render={<IconButton label="Dismiss" />}>
          <XIcon />
        </BaseToast.Close>
      </BaseToast.Content>
    </BaseToast.Root>
  ));
}
