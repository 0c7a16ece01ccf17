import { Popover as BasePopover } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';

import { cn } from '../lib/class-names.ts';
import { FLOATING_CLASSES } from './control-classes.ts';
import { useLayerContainer } from './layer-container.ts';

type PopoverProps = {
  readonly trigger: ReactElement<Record<string, unknown>>;
  /** Heading of the layer, also its accessible name. */
  readonly title: string;
  readonly hideTitle?: boolean | undefined;
  readonly children: ReactNode;
  readonly open?: boolean | undefined;
  readonly onOpenChange?: ((open: boolean) => void) | undefined;
  readonly align?: 'start' | 'center' | 'end' | undefined;
  readonly className?: string | undefined;
};

/** A small layer beside its trigger, for details and short forms. */
export function Popover(props: PopoverProps) {
  const container = useLayerContainer();
  const {
    trigger,
    title,
    hideTitle = false,
    children,
    open,
    onOpenChange,
    align = 'start',
    className,
  } = props;
  return (
    <BasePopover.Root open={open} onOpenChange={onOpenChange}>
      <BasePopover.Trigger render={trigger} />
      <BasePopover.Portal container={container}>
        <BasePopover.Positioner sideOffset={6} align={align} className="z-50">
          <BasePopover.Popup className={cn(FLOATING_CLASSES, 'w-72 p-3', className)}>
            <BasePopover.Title className={hideTitle ? 'sr-only' : 'mb-2 text-sm font-semibold'}>
              {title}
            </BasePopover.Title>
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  );
}
