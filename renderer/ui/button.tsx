import { Button as BaseButton } from '@base-ui/react/button';
import { cva } from 'class-variance-authority';
import type { VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';

import { cn } from '../lib/class-names.ts';

export const buttonClasses = cva(
  'inline-flex shrink-0 select-none items-center justify-center gap-1.5 rounded-control border font-medium whitespace-nowrap transition-[background-color,border-color,color] data-disabled:cursor-not-allowed data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary:
          'border-transparent bg-accent text-on-accent hover:not-data-disabled:bg-accent-strong active:not-data-disabled:bg-accent-strong',
        secondary:
          'border-control/60 bg-surface text-text hover:not-data-disabled:bg-raised data-popup-open:bg-raised',
        ghost:
          'border-transparent bg-transparent text-text hover:not-data-disabled:bg-raised data-popup-open:bg-raised data-pressed:bg-selected data-pressed:text-accent',
        danger:
          'border-critical/50 bg-surface text-critical hover:not-data-disabled:border-critical hover:not-data-disabled:bg-critical hover:not-data-disabled:text-on-critical',
      },
      size: { sm: 'h-7 px-2 text-xs', md: 'h-8 px-3 text-sm', lg: 'h-9 px-4 text-base' },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);

export type ButtonProps = Omit<ComponentProps<typeof BaseButton>, 'className'> &
  VariantProps<typeof buttonClasses> & { readonly className?: string | undefined };

/** A button. At most one `primary` on a screen. */
export function Button({ variant, size, className, type = 'button', ...props }: ButtonProps) {
  return <BaseButton type={type} className={cn(buttonClasses({ variant, size }), className)} {...props} />;
}
