import { Radio } from '@base-ui/react/radio';
import { RadioGroup as BaseRadioGroup } from '@base-ui/react/radio-group';
import type { ReactNode } from 'react';

import { cn } from '../lib/class-names.ts';

export type RadioOption<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  readonly description?: ReactNode;
  readonly disabled?: boolean;
};

type RadioGroupProps<Value extends string> = {
  readonly options: readonly RadioOption<Value>[];
  readonly value: Value;
  readonly onValueChange: (value: Value) => void;
  readonly 'aria-label'?: string | undefined;
  readonly 'aria-labelledby'?: string | undefined;
  readonly className?: string | undefined;
};

/** Picks one of a few, all of them visible, each with room for an explanation. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { options, value, onValueChange, className, ...labels } = props;
  return (
    <BaseRadioGroup<Value>
      value={value}
      onValueChange={onValueChange}
      className={cn('flex flex-col gap-2', className)}
      {...labels}
    >
      {options.map((option) => (
        <label key={option.value} className="flex items-start gap-2.5 py-0.5">
          <Radio.Root
            value={option.value}
            disabled={option.disabled ?? false}
            className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-control bg-surface data-checked:border-accent data-checked:bg-accent"
          >
            <Radio.Indicator className="size-1.5 rounded-full bg-on-accent data-unchecked:hidden" />
          </Radio.Root>
          <span className="flex flex-col">
            <span>{option.label}</span>
            {option.description ? <span className="text-xs text-muted">{option.description}</span> : null}
          </span>
        </label>
      ))}
    </BaseRadioGroup>
  );
}
