import { addDays, daysBetween } from '../../shared/kernel/time.ts';
import type { IsoDate } from '../../shared/kernel/time.ts';
import { formatCount, formatDate, formatNoun } from '../lib/format.ts';
import { Button } from '../ui/button.tsx';
import { Popover } from '../ui/popover.tsx';

export type DayValue = { readonly date: IsoDate; readonly value: number };

type DayBarsProps = {
  readonly label: string;
  readonly noun: { readonly one: string; readonly other: string };
  /** Days with a figure; the others are gaps. */
  readonly days: readonly DayValue[];
  readonly from: IsoDate;
  readonly to: IsoDate;
};

const HEIGHT = 48;
const DAY_WIDTH = 4;

/** Daily counts over some months: the sum as the hero, bars from zero, days without a figure left open. */
export function DayBars({ label, noun, days, from, to }: DayBarsProps) {
  const total = days.reduce((sum, day) => sum + day.value, 0);
  const highest = Math.max(1, ...days.map((day) => day.value));
  const width = (daysBetween(from, to) + 1) * DAY_WIDTH;
  return (
    <figure className="flex min-w-0 flex-col gap-2">
      <figcaption className="flex items-baseline gap-2">
        <span className="text-xs font-medium text-muted">{label}</span>
        <span className="ml-auto">
          <Popover
            title={label}
            align="end"
            trigger={
              <Button size="sm" variant="ghost" className="-my-1 -mr-2 text-muted">
                View as table
              </Button>
            }
          >
            <DayTable days={days} />
          </Popover>
        </span>
      </figcaption>
      <div className="flex items-end gap-4">
        <span className="text-2xl font-semibold tracking-tight">{formatCount(total)}</span>
        <svg
          role="img"
          aria-label={`${label}: ${formatNoun(total, noun)} from ${formatDate(from)} to ${formatDate(to)}, ${formatCount(highest)} on the best day`}
          viewBox={`0 0 ${width} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-12 min-w-0 grow border-b border-border"
        >
          {days.map((day) => {
            const height = (day.value / highest) * (HEIGHT - 2);
            return (
              <rect
                key={day.date}
                x={daysBetween(from, day.date) * DAY_WIDTH}
                y={HEIGHT - height}
                width={DAY_WIDTH - 1}
                height={height}
                className="fill-(--chart-1)"
              />
            );
          })}
        </svg>
      </div>
      <div aria-hidden className="flex justify-between text-xs text-muted">
        <span>{formatDate(from)}</span>
        <span>{formatDate(to)}</span>
      </div>
    </figure>
  );
}

function DayTable({ days }: Pick<DayBarsProps, 'days'>) {
  return (
    <div
      className="focus-inset max-h-64 overflow-y-auto"
      tabIndex={0}
      role="region"
      aria-label="Figures by day"
    >
      <table className="w-full text-sm">
        <thead className="text-left text-xs text-muted">
          <tr>
            <th className="py-1 font-medium">Day</th>
            <th className="py-1 text-right font-medium">Count</th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((day) => (
            <tr key={day.date} className="border-t border-border/60">
              <td className="py-1">{formatDate(day.date)}</td>
              <td className="py-1 text-right">{formatCount(day.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The first day of a span of days that ends with `to`. */
export function spanStart(to: IsoDate, days: number): IsoDate {
  return addDays(to, 1 - days);
}
