import { RelativeTime } from './relative-time.tsx';
import type { IncidentRow } from '../lib/rows/work-rows.ts';
import { dueText } from '../lib/words/duration-words.ts';

type SlaClockProps = { readonly incident: IncidentRow; readonly now: number };

/** Time left to acknowledge. Overdue is said in words and weight, not in colour alone. */
export function SlaClock({ incident, now }: SlaClockProps) {
  if (incident.acknowledge_due_at === null) return <RelativeTime at={incident.detected_at} />;
  const { text, overdue } = dueText(incident.acknowledge_due_at, now);
  return <span className={overdue ? 'font-medium text-critical' : undefined}>{text}</span>;
}
