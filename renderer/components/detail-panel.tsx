import { XIcon } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';

import { useCommands } from '../app/commands/use-commands.ts';
import { useMediaQuery } from '../hooks/use-media-query.ts';
import { IconButton } from '../ui/icon-button.tsx';

type DetailPanelProps = {
  /** Heading of the panel. */
  readonly title: ReactNode;
  /** Accessible name. */
  readonly label: string;
  readonly onClose: () => void;
  /** Beside the close button. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

const WIDTH = 420;

type WithDetailPanelProps = {
  /** The list or page. */
  readonly children: ReactNode;
  /** A `DetailPanel`, or null when it is closed. */
  readonly panel: ReactNode | null;
};

/** A page with room for a detail panel: beside it when the window is wide, over it below 1,180 px. */
export function WithDetailPanel({ children, panel }: WithDetailPanelProps) {
  const isWide = useMediaQuery('(min-width: 1180px)');
  const isBeside = panel !== null && isWide;
  return (
    <div className="relative flex min-h-0 min-w-0 grow">
      <Group orientation="horizontal" className="min-h-0 grow">
        <Panel id="page" minSize={320} className="flex min-h-0 min-w-0 flex-col">
          {children}
        </Panel>
        {isBeside ? (
          <Separator className="w-px bg-border outline-offset-0 data-[separator=active]:bg-accent data-[separator=hover]:bg-control" />
        ) : null}
        {isBeside ? (
          <Panel
            id="detail"
            defaultSize={WIDTH}
            minSize={320}
            maxSize={720}
            groupResizeBehavior="preserve-pixel-size"
            className="flex min-h-0 flex-col"
          >
            {panel}
          </Panel>
        ) : null}
      </Group>
      {panel !== null && !isWide ? (
        <div className="absolute inset-y-0 right-0 z-30 flex w-105 max-w-full border-l border-border bg-surface shadow-floating">
          {panel}
        </div>
      ) : null}
    </div>
  );
}

/** Details of one thing beside its list. Esc closes it and gives the keyboard back. */
export function DetailPanel({ title, label, onClose, actions, children }: DetailPanelProps) {
  const openerRef = useRef<Element | null>(null);
  const panelRef = useRef<HTMLElement>(null);
  useEffect(() => {
    openerRef.current = document.activeElement;
  }, []);

  function close(): void {
    const opener = openerRef.current;
    const hadFocus = panelRef.current?.contains(document.activeElement) ?? false;
    onClose();
    if (hadFocus && opener instanceof HTMLElement && opener.isConnected)
      opener.focus({ preventScroll: true });
  }

  useCommands([
    { id: 'panel.close', title: 'Close the detail panel', group: 'View', shortcut: 'escape', run: close },
  ]);

  return (
    <aside ref={panelRef} aria-label={label} className="flex min-h-0 w-full grow flex-col bg-surface">
      <div className="flex h-11 shrink-0 items-center gap-2 border-b border-border pr-2 pl-4">
        <h2 className="min-w-0 grow truncate text-sm font-semibold">{title}</h2>
        {actions}
        <IconButton label="Close" shortcut="esc" onClick={close}>
          <XIcon />
        </IconButton>
      </div>
      <div className="focus-inset min-h-0 grow overflow-y-auto p-4" tabIndex={-1}>
        {children}
      </div>
    </aside>
  );
}
