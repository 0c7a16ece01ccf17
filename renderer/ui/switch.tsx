import { Switch as BaseSwitch } from '@base-ui/react/switch';
import type { ComponentProps } from 'react';

import { cn } from '../lib/class-names.ts';

type SwitchProps = Omit<ComponentProps<typeof BaseSwitch.Root>, 'className'> & {
  readonly className?: string | undefined;
};

/** An on/off setting that applies at once. */
export function Switch({ className, ...props }: SwitchProps) {
  return (
    <BaseSwitch.Root
      className={cn(
        'flex h-5 w-9 shrink-0 items-center rounded-full border border-control bg-raised p-0.5 transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50',
        className,
      )}
      {...props}
    >
      <BaseSwitch.Thumb className="size-3.5 rounded-full bg-control transition-transform data-checked:translate-x-4 data-checked:bg-on-accent" />
    </BaseSwitch.Root>
  );
}
