import { addDays } from '../../../shared/kernel/time.ts';
import { useDesktopStatus } from '../../hooks/use-desktop-status.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import type { Live } from '../../hooks/use-live-query.ts';
import { useNow } from '../../hooks/use-now.ts';
import { parseClientHealth } from '../../lib/rows/health-row.ts';
import {
  parseChanges,
  parseDueTask,
  parseIncidentRow,
  parseMeetingRow,
  parseReplyRow,
  parseRequestRow,
} from '../../lib/rows/work-rows.ts';
import { dayOf, lastWorkdayEvening, sinceText } from './last-evening.ts';

const NO_ARGS = {};
const RISK_ONLY = { riskOnly: true };
const FIRST_INCIDENTS = { limit: 50 };
const FIRST_REPLIES = { limit: 50 };
/** Requests without urgency are not today's business. */
const REQUEST_HORIZON_DAYS = 2;

/** Everything Today shows, live. */
export function useToday() {
  const status = useDesktopStatus();
  const timeZone = status?.person?.time_zone ?? 'UTC';
  const now = useNow(60_000);
  const since = lastWorkdayEvening(now, timeZone);
  const day = dayOf(now, timeZone);
  const incidents = useLiveQuery({ query: 'incidents.open', args: FIRST_INCIDENTS, parse: parseIncidentRow });
  const replies = useLiveQuery({ query: 'replies.waiting', args: FIRST_REPLIES, parse: parseReplyRow });
  const requests = useLiveQuery({ query: 'requests.open', args: NO_ARGS, parse: parseRequestRow });
  const horizon = addDays(day.date, REQUEST_HORIZON_DAYS);
  return {
    now,
    timeZone,
    day,
    since: sinceText(since, now, timeZone),
    rejected: status?.rejected ?? 0,
    conflicts: status?.conflicts ?? 0,
    changes: useLiveQuery({
      query: 'today.changes',
      args: { since },
      parse: parseChanges,
      keepPrevious: true,
    }),
    incidents,
    openIncidents: kept(incidents, (incident) => incident.status === 'open'),
    toJudge: useLiveQuery({ query: 'meetings.to-judge', args: NO_ARGS, parse: parseMeetingRow }),
    replies: kept(replies, (reply) => reply.reply_class === 'interested' || reply.reply_class === 'referral'),
    requests: kept(requests, (request) => request.due_at === null || request.due_at.slice(0, 10) <= horizon),
    tasks: useLiveQuery({
      query: 'tasks.due',
      args: { until: day.date },
      parse: parseDueTask,
      keepPrevious: true,
    }),
    atRisk: useLiveQuery({ query: 'health.latest', args: RISK_ONLY, parse: parseClientHealth }),
    meetings: useLiveQuery({
      query: 'meetings.between',
      args: { from: day.from, to: day.to },
      parse: parseMeetingRow,
      keepPrevious: true,
    }),
  };
}

export type TodayData = ReturnType<typeof useToday>;

/** The rows that pass. */
function kept<Row>(live: Live<Row>, passes: (row: Row) => boolean): Live<Row> {
  if (live.status !== 'ready') return live;
  const rows = live.rows.filter(({ row }) => passes(row));
  return { ...live, rows, total: rows.length };
}

/** Whether everything has arrived and nothing wants the person. */
export function isQuiet(today: TodayData): boolean {
  const lists = [today.openIncidents, today.toJudge, today.replies, today.requests, today.tasks];
  return (
    today.rejected === 0 &&
    today.conflicts === 0 &&
    lists.every((live) => live.status === 'ready' && live.rows.length === 0)
  );
}
