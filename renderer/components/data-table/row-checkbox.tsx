import { CheckIcon, MinusIcon } from 'lucide-react';

import { cn } from '../../lib/class-names.ts';

type RowCheckboxProps = {
  readonly state: 'none' | 'some' | 'all';
  readonly label: string;
  readonly className?: string | undefined;
};

/**
 * The tick box of a grid row, drawn without state of its own: the grid handles click, `x` and Space, and forty rows of
 * it cost next to nothing while scrolling.
 */
export function RowCheckbox({ state, label, className }: RowCheckboxProps) {
  return (
    <span
      role="checkbox"
      tabIndex={-1}
      aria-checked={state === 'some' ? 'mixed' : state === 'all'}
      aria-label={label}
      className={cn(
        'relative flex size-4 shrink-0 items-center justify-center rounded-[4px] border text-on-accent before:absolute before:-inset-1',
        state === 'none' ? 'border-control bg-surface' : 'border-accent bg-accent',
        className,
      )}
    >
      {state === 'all' ? <CheckIcon className="size-3" strokeWidth={3} /> : null}
      {state === 'some' ? <MinusIcon className="size-3" strokeWidth={3} /> : null}
    </span>
  );
}
