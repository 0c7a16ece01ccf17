import { useDesktopStatus } from '../../hooks/use-desktop-status.ts';
import { formatCompact } from '../../lib/format.ts';

/** How many changes wait, beside "Pending" in the sidebar. */
export function PendingBadge() {
  const status = useDesktopStatus();
  const count = (status?.pending ?? 0) + (status?.rejected ?? 0) + (status?.conflicts ?? 0);
  if (count === 0) return null;
  return (
    <span className="text-xs font-medium">
      {formatCompact(count)}
      <span className="sr-only"> open</span>
    </span>
  );
}
