import { ScrollArea as BaseScrollArea } from '@base-ui/react/scroll-area';
import type { ReactNode } from 'react';

import { cn } from '../lib/class-names.ts';

type ScrollAreaProps = {
  readonly children: ReactNode;
  readonly className?: string | undefined;
  readonly viewportClassName?: string | undefined;
};

/** A scrolling box with a thin bar that does not take room from its content. */
export function ScrollArea({ children, className, viewportClassName }: ScrollAreaProps) {
  return (
    <BaseScrollArea.Root className={cn('relative min-h-0', className)}>
      <BaseScrollArea.Viewport className={cn('focus-inset size-full overscroll-contain', viewportClassName)}>
        {children}
      </BaseScrollArea.Viewport>
      <BaseScrollArea.Scrollbar className="flex w-2 justify-center p-0.5 opacity-0 transition-opacity data-hovering:opacity-100 data-scrolling:opacity-100">
        <BaseScrollArea.Thumb className="w-full rounded-full bg-control" />
      </BaseScrollArea.Scrollbar>
    </BaseScrollArea.Root>
  );
}
