import { Input as BaseInput } from '@base-ui/react/input';
import type { ComponentProps } from 'react';

import { cn } from '../lib/class-names.ts';
import { CONTROL_CLASSES } from './control-classes.ts';

type InputProps = Omit<ComponentProps<typeof BaseInput>, 'className'> & {
  readonly className?: string | undefined;
};

/** One line of text. Takes its label, description and error from a surrounding `Field`. */
export function Input({ className, autoComplete = 'off', ...props }: InputProps) {
  return <BaseInput autoComplete={autoComplete} className={cn(CONTROL_CLASSES, className)} {...props} />;
}
