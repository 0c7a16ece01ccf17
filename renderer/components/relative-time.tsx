import { useNow } from '../hooks/use-now.ts';
import { formatDateTime, formatRelative, NO_VALUE } from '../lib/format.ts';
import { Tooltip } from '../ui/tooltip.tsx';

type RelativeTimeProps = {
  /** ISO instant. */
  readonly at: string | null | undefined;
  /** The client's zone where the exact time matters to them; this computer's otherwise. */
  readonly timeZone?: string | undefined;
  readonly className?: string | undefined;
};

/** "3 hours ago", with the exact time in a tooltip. */
export function RelativeTime({ at, timeZone, className }: RelativeTimeProps) {
  const now = useNow();
  if (!at) return <span className={className}>{NO_VALUE}</span>;
  return (
    <Tooltip content={formatDateTime(at, timeZone)}>
      <time dateTime={at} className={className}>
        {formatRelative(at, now)}
      </time>
    </Tooltip>
  );
}
