import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';

import { Kbd } from './kbd.tsx';
import { useLayerContainer } from './layer-container.ts';

type TooltipProps = {
  readonly content: ReactNode;
  /** Shown beside the text, e.g. `mod+k`. */
  readonly shortcut?: string | undefined;
  readonly side?: 'top' | 'right' | 'bottom' | 'left' | undefined;
  /** The element the tooltip belongs to; it must accept a ref and props. */
  readonly children: ReactElement<Record<string, unknown>>;
};

/** A short description on hover and focus. Never the only carrier of information. */
export function Tooltip({ content, shortcut, side = 'bottom', children }: TooltipProps) {
  const container = useLayerContainer();
  return (
    <BaseTooltip.Root>
      <BaseTooltip.Trigger render={children} />
      <BaseTooltip.Portal container={container}>
        <BaseTooltip.Positioner side={side} sideOffset={6} className="z-50">
          <BaseTooltip.Popup className="floating-motion flex max-w-80 items-center gap-2 rounded-control bg-text px-2 py-1 text-xs text-bg shadow-floating">
            <span>{content}</span>
            {shortcut ? <Kbd keys={shortcut} tone="inverse" /> : null}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}

/** Shares one open delay among the tooltips below it. */
export function TooltipProvider({ children }: { readonly children: ReactNode }) {
  return <BaseTooltip.Provider delay={400}>{children}</BaseTooltip.Provider>;
}
