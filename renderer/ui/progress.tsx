import { Progress as BaseProgress } from '@base-ui/react/progress';

import { cn } from '../lib/class-names.ts';

type ProgressProps = {
  /** What is under way, for people who cannot see the bar. */
  readonly label: string;
  readonly done: number;
  /** Null when the end is not known. */
  readonly total: number | null;
  readonly className?: string | undefined;
};

/** How far a piece of work is. */
export function Progress({ label, done, total, className }: ProgressProps) {
  return (
    <BaseProgress.Root
      aria-label={label}
      value={total === null ? null : done}
      max={total === null ? 100 : Math.max(total, 1)}
      className={cn('block w-full', className)}
    >
      <BaseProgress.Track className="block h-1 overflow-hidden rounded-full bg-border">
        <BaseProgress.Indicator className="block h-full rounded-full bg-accent transition-[width] data-indeterminate:w-1/3 data-indeterminate:animate-pulse" />
      </BaseProgress.Track>
    </BaseProgress.Root>
  );
}
