import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox';
import { CheckIcon, MinusIcon } from 'lucide-react';
import type { ComponentProps } from 'react';

import { cn } from '../lib/class-names.ts';

type CheckboxProps = Omit<ComponentProps<typeof BaseCheckbox.Root>, 'className'> & {
  readonly className?: string | undefined;
};

/** A tick box, 16 px drawn inside a 24 px target. */
export function Checkbox({ className, ...props }: CheckboxProps) {
  return (
    <BaseCheckbox.Root
      className={cn(
        'relative flex size-4 shrink-0 items-center justify-center rounded-[4px] border border-control bg-surface text-on-accent before:absolute before:-inset-1 data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50 data-indeterminate:border-accent data-indeterminate:bg-accent',
        className,
      )}
      {...props}
    >
      <BaseCheckbox.Indicator className="flex data-unchecked:hidden">
        {props.indeterminate ? (
          <MinusIcon className="size-3" strokeWidth={3} />
        ) : (
          <CheckIcon className="size-3" strokeWidth={3} />
        )}
      </BaseCheckbox.Indicator>
    </BaseCheckbox.Root>
  );
}
