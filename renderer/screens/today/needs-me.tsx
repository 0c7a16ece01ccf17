import { CircleCheckBigIcon, CircleXIcon, GitCompareArrowsIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import { RelativeTime } from '../../components/relative-time.tsx';
import { SeverityBadge } from '../../components/severity-badge.tsx';
import { SlaClock } from '../../components/sla-clock.tsx';
import { useMutation } from '../../hooks/use-mutation.ts';
import { usePermission } from '../../hooks/use-permission.ts';
import {
  acknowledgeIncident,
  changeTask,
  finishRequest,
  judgeMeeting,
} from '../../lib/changes/work-changes.ts';
import { formatDate, formatNoun } from '../../lib/format.ts';
import type { DueTask, IncidentRow, ReplyRow, RequestRow } from '../../lib/rows/work-rows.ts';
import { dueText } from '../../lib/words/duration-words.ts';
import { REPLY_CLASS_WORDS } from '../../lib/words/vocabulary-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TodayItem } from './today-item.tsx';
import { TodaySection } from './today-section.tsx';
import { isQuiet } from './use-today.ts';
import type { TodayData } from './use-today.ts';

/** What wants this person, the most urgent first, each with what can be done at once. */
export function NeedsMe({ today }: { readonly today: TodayData }) {
  return (
    <section aria-labelledby="needs-me" className="flex min-w-0 flex-col gap-5">
      <h2 id="needs-me" className="text-lg font-semibold">
        Needs you
      </h2>
      {isQuiet(today) ? (
        <EmptyState
          icon={<CircleCheckBigIcon aria-hidden />}
          title="Nothing needs you"
          description="New incidents, replies, requests and meetings to judge appear here by themselves."
        />
      ) : null}
      <Incidents today={today} />
      <OwnChanges today={today} />
      <MeetingsToJudge today={today} />
      <Replies today={today} />
      <Requests today={today} />
      <Tasks today={today} />
    </section>
  );
}

type SectionProps = { readonly today: TodayData };

function Incidents({ today }: SectionProps) {
  const mutate = useMutation();
  const canAct = usePermission('act', 'incidents');
  return (
    <TodaySection title="Incidents" noun="incidents" live={today.openIncidents}>
      {({ key, row }) => (
        <TodayItem
          key={key}
          leading={<SeverityBadge severity={row.severity} />}
          title={row.description}
          detail={row.company_name ?? 'The agency'}
          aside={<SlaClock incident={row} now={today.now} />}
          {...incidentAddress(row)}
          actions={
            canAct
              ? [{ label: 'Acknowledge', shortcut: 'a', run: () => void mutate(acknowledgeIncident(row)) }]
              : []
          }
        />
      )}
    </TodaySection>
  );
}

function incidentAddress(incident: IncidentRow) {
  if (incident.client_id === null) return { to: '/' };
  return { to: `/clients/${incident.client_id}`, search: { tab: 'incidents' } };
}

/** Changes of this person that the server refused, and fields somebody else changed too. */
function OwnChanges({ today }: SectionProps) {
  if (today.rejected === 0 && today.conflicts === 0) return null;
  return (
    <section aria-labelledby="own-changes" className="flex flex-col gap-1">
      <h3 id="own-changes" className="text-xs font-medium text-muted">
        Your changes
      </h3>
      <ul>
        {today.rejected > 0 ? (
          <TodayItem
            leading={
              <Word icon={<CircleXIcon aria-hidden className="size-3.5 text-critical" />}>Rejected</Word>
            }
            title={formatNoun(today.rejected, { one: 'change was rejected', other: 'changes were rejected' })}
            detail="See why, then discard or send again"
            to="/pending"
          />
        ) : null}
        {today.conflicts > 0 ? (
          <TodayItem
            leading={
              <Word icon={<GitCompareArrowsIcon aria-hidden className="size-3.5 text-at-risk" />}>
                Conflict
              </Word>
            }
            title={formatNoun(today.conflicts, { one: 'field was changed', other: 'fields were changed' })}
            detail="by you and by someone else; choose which value stays"
            to="/pending"
          />
        ) : null}
      </ul>
    </section>
  );
}

function Word({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5 text-xs font-medium">
      {icon}
      {children}
    </span>
  );
}

function MeetingsToJudge({ today }: SectionProps) {
  const mutate = useMutation();
  const canEdit = usePermission('update', 'meetings');
  return (
    <TodaySection title="Was the meeting qualified?" noun="meetings" live={today.toJudge}>
      {({ key, row }) => (
        <TodayItem
          key={key}
          title={
            <>
              {row.prospect_name ?? row.prospect_email}
              {row.prospect_company === null ? null : (
                <span className="font-normal text-muted">, {row.prospect_company}</span>
              )}
            </>
          }
          detail={`For ${row.company_name}, held ${formatDate(row.meeting_datetime)}`}
          to={`/clients/${row.client_id}`}
          search={{ tab: 'meetings' }}
          actions={
            canEdit
              ? [
                  { label: 'Yes', shortcut: 'y', run: () => void mutate(judgeMeeting(row, true)) },
                  { label: 'No', shortcut: 'n', run: () => void mutate(judgeMeeting(row, false)) },
                ]
              : []
          }
        />
      )}
    </TodaySection>
  );
}

function Replies({ today }: SectionProps) {
  return (
    <TodaySection title="Positive replies waiting" noun="replies" live={today.replies}>
      {({ key, row }) => (
        <TodayItem
          key={key}
          leading={
            <span className="text-xs font-medium">
              {row.reply_class === null ? 'Reply' : REPLY_CLASS_WORDS[row.reply_class]}
            </span>
          }
          title={replySender(row)}
          detail={`For ${row.company_name}: ${row.body ?? row.subject ?? ''}`}
          aside={<RelativeTime at={row.occurred_at} />}
          {...(row.lead_id === null
            ? { to: `/clients/${row.client_id}` }
            : { to: '/leads', search: { client: row.client_id, lead: row.lead_id } })}
        />
      )}
    </TodaySection>
  );
}

function replySender(reply: ReplyRow): string {
  const name = [reply.first_name, reply.last_name].filter((part) => part !== null).join(' ');
  const parts = [name, reply.lead_company].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? 'Someone who is no longer a lead' : parts.join(', ');
}

function Requests({ today }: SectionProps) {
  const mutate = useMutation();
  const canEdit = usePermission('update', 'requests');
  return (
    <TodaySection title="Requests due" noun="requests" live={today.requests}>
      {({ key, row }) => (
        <TodayItem
          key={key}
          title={row.subject}
          detail={row.company_name}
          aside={<Due request={row} now={today.now} />}
          to={`/clients/${row.client_id}`}
          actions={
            canEdit ? [{ label: 'Done', shortcut: 'd', run: () => void mutate(finishRequest(row)) }] : []
          }
        />
      )}
    </TodaySection>
  );
}

function Due({ request, now }: { readonly request: RequestRow; readonly now: number }) {
  if (request.due_at === null) return null;
  const { text, overdue } = dueText(request.due_at, now);
  return <span className={overdue ? 'font-medium text-critical' : undefined}>{text}</span>;
}

function Tasks({ today }: SectionProps) {
  const mutate = useMutation();
  const canEdit = usePermission('update', 'onboarding_tasks');
  const done = (task: DueTask) => void mutate(changeTask(task.client_id, task, 'done'));
  return (
    <TodaySection title="Onboarding steps due" noun="onboarding steps" live={today.tasks}>
      {({ key, row }) => (
        <TodayItem
          key={key}
          title={row.title}
          detail={row.blocker === null ? row.company_name : `${row.company_name}, blocked: ${row.blocker}`}
          aside={row.due_date === null ? null : `due ${formatDate(row.due_date)}`}
          to={`/clients/${row.client_id}`}
          search={{ tab: 'onboarding' }}
          actions={canEdit ? [{ label: 'Done', shortcut: 'd', run: () => done(row) }] : []}
        />
      )}
    </TodaySection>
  );
}
