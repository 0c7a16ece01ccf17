import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup as BaseToggleGroup } from '@base-ui/react/toggle-group';
import type { ReactNode } from 'react';

type ToggleGroupProps<Value extends string> = {
  readonly options: readonly { readonly value: Value; readonly label: string; readonly icon?: ReactNode }[];
  readonly value: Value;
  readonly onValueChange: (value: Value) => void;
  readonly label: string;
};

/** Two to five exclusive options in one line; exactly one is always on. */
export function ToggleGroup<Value extends string>(props: ToggleGroupProps<Value>) {
  const { options, value, onValueChange, label } = props;
  return (
    <BaseToggleGroup
      aria-label={label}
      value={[value]}
      onValueChange={(next) => {
        const picked = options.find((option) => option.value === next.at(-1));
        if (picked) onValueChange(picked.value);
      }}
      className="inline-flex items-center gap-0.5 rounded-control bg-raised p-0.5"
    >
      {options.map((option) => (
        <Toggle
          key={option.value}
          value={option.value}
          className="inline-flex h-7 items-center gap-1.5 rounded-[5px] px-2.5 text-xs font-medium text-muted hover:text-text data-pressed:bg-surface data-pressed:text-text data-pressed:shadow-[0_0_0_1px_var(--border)] [&_svg]:size-3.5"
        >
          {option.icon}
          {option.label}
        </Toggle>
      ))}
    </BaseToggleGroup>
  );
}
