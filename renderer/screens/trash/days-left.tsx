import { daysLeft } from '../../../shared/domain/trash/trash.ts';
import { useNow } from '../../hooks/use-now.ts';
import { formatNoun } from '../../lib/format.ts';
import { cn } from '../../lib/class-names.ts';

const DAYS = { one: 'day', other: 'days' };
const SOON = 3;

/** How long it can still be brought back. */
export function DaysLeft({ deletedAt }: { readonly deletedAt: string | null }) {
  const now = useNow();
  if (deletedAt === null) return null;
  const days = daysLeft(new Date(deletedAt).toISOString(), now);
  return (
    <span className={cn(days <= SOON && 'font-medium text-at-risk')}>
      {days === 0 ? 'Less than a day' : formatNoun(days, DAYS)}
    </span>
  );
}
