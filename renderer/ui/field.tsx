import { Field as BaseField } from '@base-ui/react/field';
import type { ReactNode } from 'react';

import { cn } from '../lib/class-names.ts';

type FieldProps = {
  readonly label: string;
  readonly description?: ReactNode;
  /** Why the value is not accepted; shown and announced while present. */
  readonly error?: string | undefined;
  readonly hideLabel?: boolean | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
};

/** Label, control, help and error, tied together for assistive technology. */
export function Field({ label, description, error, hideLabel = false, className, children }: FieldProps) {
  return (
    <BaseField.Root invalid={error !== undefined} className={cn('flex flex-col gap-1', className)}>
      <BaseField.Label className={hideLabel ? 'sr-only' : 'text-xs font-medium text-text'}>
        {label}
      </BaseField.Label>
      {children}
      {description ? (
        <BaseField.Description className="text-xs text-muted">{description}</BaseField.Description>
      ) : null}
      <BaseField.Error match={error !== undefined} className="text-xs font-medium text-critical">
        {error}
      </BaseField.Error>
    </BaseField.Root>
  );
}
