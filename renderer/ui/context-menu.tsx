import { ContextMenu as BaseContextMenu } from '@base-ui/react/context-menu';
import type { ReactElement, ReactNode } from 'react';

import { cn } from '../lib/class-names.ts';
import { FLOATING_CLASSES } from './control-classes.ts';
import { useLayerContainer } from './layer-container.ts';

type ContextMenuProps = {
  /** The area that answers to the secondary button. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  /** `MenuItem`s and their kin. */
  readonly children: ReactNode;
};

/** A menu at the pointer. Whatever it offers must also be reachable by keyboard elsewhere. */
export function ContextMenu({ trigger, children }: ContextMenuProps) {
  const container = useLayerContainer();
  return (
    <BaseContextMenu.Root>
      <BaseContextMenu.Trigger render={trigger} />
      <BaseContextMenu.Portal container={container}>
        <BaseContextMenu.Positioner className="z-50">
          <BaseContextMenu.Popup className={cn(FLOATING_CLASSES, 'min-w-48 p-1')}>
            {children}
          </BaseContextMenu.Popup>
        </BaseContextMenu.Positioner>
      </BaseContextMenu.Portal>
    </BaseContextMenu.Root>
  );
}
