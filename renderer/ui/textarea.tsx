import { Field } from '@base-ui/react/field';
import type { ComponentProps } from 'react';

import { cn } from '../lib/class-names.ts';
import { CONTROL_CLASSES } from './control-classes.ts';

/** Several lines of text; grows with its content. */
export function Textarea({ className, rows = 3, ...props }: ComponentProps<'textarea'>) {
  return (
    <Field.Control
      render={<textarea rows={rows} {...props} />}
      className={cn(CONTROL_CLASSES, 'field-sizing-content h-auto min-h-16 py-1.5', className)}
    />
  );
}
