import { Combobox as BaseCombobox } from '@base-ui/react/combobox';
import { CheckIcon, ChevronsUpDownIcon } from 'lucide-react';

import { cn } from '../lib/class-names.ts';
import { CONTROL_CLASSES, FLOATING_CLASSES, OPTION_CLASSES } from './control-classes.ts';
import { useLayerContainer } from './layer-container.ts';

export type ComboboxOption = {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
};

type ComboboxProps = {
  readonly options: readonly ComboboxOption[];
  readonly value: string | null;
  readonly onValueChange: (value: string | null) => void;
  readonly placeholder?: string | undefined;
  readonly emptyText?: string | undefined;
  readonly id?: string | undefined;
  readonly 'aria-label'?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly className?: string | undefined;
};

/** Picks one of many by typing. Draws at most 100 matches. */
export function Combobox(props: ComboboxProps) {
  const container = useLayerContainer();
  const { options, value, onValueChange, placeholder = 'Type to search…', className } = props;
  const { emptyText = 'Nothing matches.', disabled = false, id } = props;
  return (
    <BaseCombobox.Root
      items={options}
      limit={100}
      value={options.find((option) => option.value === value) ?? null}
      onValueChange={(option) => onValueChange(option?.value ?? null)}
      isItemEqualToValue={(left, right) => left.value === right.value}
      disabled={disabled}
    >
      <div className={cn('relative', className)}>
        <BaseCombobox.Input
          id={id}
          aria-label={props['aria-label']}
          placeholder={placeholder}
          className={cn(CONTROL_CLASSES, 'pr-8')}
        />
        <BaseCombobox.Trigger
          aria-label="Show all"
          className="absolute inset-y-0 right-0 flex w-8 items-center justify-center rounded-control text-muted"
        >
          <ChevronsUpDownIcon className="size-3.5" />
        </BaseCombobox.Trigger>
      </div>
      <BaseCombobox.Portal container={container}>
        <BaseCombobox.Positioner sideOffset={4} className="z-50">
          <BaseCombobox.Popup
            className={cn(
              FLOATING_CLASSES,
              'max-h-[min(20rem,var(--available-height))] w-(--anchor-width) overflow-y-auto p-1',
            )}
          >
            <BaseCombobox.Empty className="px-2 py-1.5 text-sm text-muted empty:hidden">
              {emptyText}
            </BaseCombobox.Empty>
            <BaseCombobox.List>{(option: ComboboxOption) => <Option option={option} />}</BaseCombobox.List>
          </BaseCombobox.Popup>
        </BaseCombobox.Positioner>
      </BaseCombobox.Portal>
    </BaseCombobox.Root>
  );
}

function Option({ option }: { readonly option: ComboboxOption }) {
  return (
    <BaseCombobox.Item key={option.value} value={option} className={OPTION_CLASSES}>
      <span className="grow truncate">{option.label}</span>
      {option.hint ? <span className="text-xs text-muted">{option.hint}</span> : null}
      <BaseCombobox.ItemIndicator>
        <CheckIcon className="text-accent" />
      </BaseCombobox.ItemIndicator>
    </BaseCombobox.Item>
  );
}
