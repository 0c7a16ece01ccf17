import type { ReactNode } from 'react';

import { cn } from '../lib/class-names.ts';
import { Trend } from './score.tsx';

type StatProps = {
  readonly label: string;
  /** Already formatted. */
  readonly value: ReactNode;
  readonly unit?: string | undefined;
  readonly change?: number | null | undefined;
  /** "n = 12, too few to judge", "as of 14:02". */
  readonly note?: ReactNode;
  readonly className?: string | undefined;
};

/** A number as the hero of its corner: no box, a quiet label above and a note below. */
export function Stat({ label, value, unit, change, note, className }: StatProps) {
  return (
    <div className={cn('flex min-w-0 flex-col', className)}>
      <span className="truncate text-xs font-medium text-muted">{label}</span>
      <span className="flex items-baseline gap-1.5">
        <span className="text-2xl font-semibold tracking-tight">{value}</span>
        {unit ? <span className="text-sm text-muted">{unit}</span> : null}
        {change == null ? null : <Trend change={change} />}
      </span>
      {note ? <span className="truncate text-xs text-muted">{note}</span> : null}
    </div>
  );
}
