import { Separator as BaseSeparator } from '@base-ui/react/separator';

import { cn } from '../lib/class-names.ts';

type SeparatorProps = {
  readonly orientation?: 'horizontal' | 'vertical';
  readonly className?: string | undefined;
};

export function Separator({ orientation = 'horizontal', className }: SeparatorProps) {
  return (
    <BaseSeparator
      orientation={orientation}
      className={cn(
        'shrink-0 bg-border',
        orientation === 'horizontal' ? 'h-px w-full' : 'h-4 w-px',
        className,
      )}
    />
  );
}
