const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "12 min", "3 h 5 min", "2 days": as exact as a person can use. */
export function durationText(ms: number): string {
  const size = Math.abs(ms);
  if (size < MINUTE) return 'less than a minute';
  if (size < HOUR) return `${Math.floor(size / MINUTE)} min`;
  if (size < DAY) {
    const minutes = Math.floor((size % HOUR) / MINUTE);
    const hours = `${Math.floor(size / HOUR)} h`;
    return size < 10 * HOUR && minutes > 0 ? `${hours} ${minutes} min` : hours;
  }
  const days = Math.floor(size / DAY);
  return days === 1 ? '1 day' : `${days} days`;
}

/** The clock of a due time: "12 min left", "overdue by 3 h". */
export function dueText(due: string, nowMs: number): { readonly text: string; readonly overdue: boolean } {
  const left = Date.parse(due) - nowMs;
  return left >= 0
    ? { text: `${durationText(left)} left`, overdue: false }
    : { text: `overdue by ${durationText(left)}`, overdue: true };
}
