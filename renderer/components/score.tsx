import { ArrowDownRightIcon, ArrowRightIcon, ArrowUpRightIcon } from 'lucide-react';

import { cn } from '../lib/class-names.ts';
import { formatChange, formatCount, NO_VALUE } from '../lib/format.ts';

type ScoreProps = {
  /** 0 to 100; null when it was never computed. */
  readonly value: number | null;
  /** Against the period before. */
  readonly change?: number | null | undefined;
  readonly size?: 'cell' | 'hero' | undefined;
  readonly className?: string | undefined;
};

/** A score and where it is heading. Direction is a shape, not a colour. */
export function Score({ value, change, size = 'cell', className }: ScoreProps) {
  const isHero = size === 'hero';
  return (
    <span className={cn('inline-flex items-baseline gap-1.5', className)}>
      <span className={isHero ? 'text-2xl font-semibold' : 'text-sm font-medium'}>
        {value === null ? NO_VALUE : formatCount(value)}
      </span>
      {change == null ? null : <Trend change={change} />}
    </span>
  );
}

/** An arrow and the signed change. */
export function Trend({ change }: { readonly change: number }) {
  const Icon = change > 0 ? ArrowUpRightIcon : change < 0 ? ArrowDownRightIcon : ArrowRightIcon;
  return (
    <span className="inline-flex items-center gap-0.5 text-xs text-muted">
      <Icon aria-hidden className="size-3" />
      {formatChange(change)}
    </span>
  );
}
