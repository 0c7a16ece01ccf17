import { Select as BaseSelect } from '@base-ui/react/select';
import { CheckIcon, ChevronsUpDownIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import { cn } from '../lib/class-names.ts';
import { CONTROL_CLASSES, FLOATING_CLASSES, OPTION_CLASSES } from './control-classes.ts';
import { useLayerContainer } from './layer-container.ts';

export type SelectOption<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly disabled?: boolean;
};

type SelectProps<Value extends string> = {
  readonly options: readonly SelectOption<Value>[];
  readonly value: Value | null;
  readonly onValueChange: (value: Value) => void;
  readonly placeholder?: string | undefined;
  readonly id?: string | undefined;
  readonly 'aria-label'?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly defaultOpen?: boolean | undefined;
  readonly onOpenChange?: ((open: boolean) => void) | undefined;
  readonly className?: string | undefined;
};

/** Picks one of a short list. For long lists use `Combobox`. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const container = useLayerContainer();
  const { options, value, onValueChange, placeholder = 'Choose…', className, ...rest } = props;
  return (
    <BaseSelect.Root<Value>
      items={options.map(({ value: one, label }) => ({ value: one, label }))}
      value={value}
      onValueChange={(next) => {
        if (next !== null) onValueChange(next);
      }}
      disabled={rest.disabled}
      defaultOpen={rest.defaultOpen}
      onOpenChange={rest.onOpenChange}
      {...(rest.id === undefined ? {} : { id: rest.id })}
    >
      <BaseSelect.Trigger
        aria-label={rest['aria-label']}
        className={cn(CONTROL_CLASSES, 'flex items-center justify-between gap-2', className)}
      >
        <BaseSelect.Value placeholder={placeholder} className="truncate data-placeholder:text-muted" />
        <BaseSelect.Icon className="text-muted">
          <ChevronsUpDownIcon className="size-3.5" />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal container={container}>
        <BaseSelect.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <BaseSelect.Popup
            className={cn(
              FLOATING_CLASSES,
              'max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto p-1',
            )}
          >
            {options.map((option) => (
              <BaseSelect.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled ?? false}
                className={OPTION_CLASSES}
              >
                {option.icon}
                <BaseSelect.ItemText className="grow">{option.label}</BaseSelect.ItemText>
                <BaseSelect.ItemIndicator>
                  <CheckIcon className="text-accent" />
                </BaseSelect.ItemIndicator>
              </BaseSelect.Item>
            ))}
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}
