import { cva } from 'class-variance-authority';
import type { VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';

import { cn } from '../lib/class-names.ts';

const badgeClasses = cva(
  'inline-flex h-5 items-center gap-1 rounded-[5px] px-1.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3.5 [&_svg]:shrink-0',
  {
    variants: {
      tone: {
        neutral: 'bg-raised text-text',
        outline: 'border border-border text-muted',
        accent: 'bg-selected text-accent',
        solid: 'bg-critical text-on-critical',
        plain: 'px-0 text-text',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
);

type BadgeProps = ComponentProps<'span'> & VariantProps<typeof badgeClasses>;

/** A short word about a thing's state or kind. */
export function Badge({ tone, className, ...props }: BadgeProps) {
  return <span className={cn(badgeClasses({ tone }), className)} {...props} />;
}
