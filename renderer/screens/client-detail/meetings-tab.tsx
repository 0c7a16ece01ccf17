import { MEETING_TRANSITIONS } from '../../../shared/domain/transitions/meeting-status.ts';
import { LiveContent } from '../../components/live-content.tsx';
import { SimpleTable } from '../../components/simple-table.tsx';
import type { SimpleColumn } from '../../components/simple-table.tsx';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { usePermission } from '../../hooks/use-permission.ts';
import { changeMeetingStatus, judgeMeeting } from '../../lib/changes/work-changes.ts';
import { formatDateTime, NO_VALUE } from '../../lib/format.ts';
import type { ClientDetail } from '../../lib/rows/client-row.ts';
import type { MeetingRow } from '../../lib/rows/work-rows.ts';
import { parseMeetingRow } from '../../lib/rows/work-rows.ts';
import { MEETING_STATUS_WORDS, optionsOf } from '../../lib/words/vocabulary-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Select } from '../../ui/select.tsx';

/** The client's meetings, the latest first; status and judgement are changed in place. */
export function MeetingsTab({ client }: { readonly client: ClientDetail }) {
  const live = useLiveQuery({
    query: 'meetings.of-client',
    args: { clientId: client.id },
    parse: parseMeetingRow,
  });
  const mutate = useMutation();
  const canEdit = usePermission('update', 'meetings');
  const columns = meetingColumns(client.time_zone, canEdit, {
    setStatus: (meeting, status) => void mutate(changeMeetingStatus(meeting, status)),
    judge: (meeting, qualified) => void mutate(judgeMeeting(meeting, qualified)),
  });
  return (
    <section aria-labelledby="meetings" className="flex flex-col gap-2">
      <h2 id="meetings" className="text-base font-semibold">
        Meetings <span className="font-normal text-muted">in the client’s time, {client.time_zone}</span>
      </h2>
      <LiveContent
        live={live}
        noun="meetings"
        empty={
          <EmptyState title="No meetings yet" description="Meetings booked through Calendly appear here." />
        }
      >
        {(rows) => <SimpleTable label="Meetings" columns={columns} rows={rows} />}
      </LiveContent>
    </section>
  );
}

type Actions = {
  readonly setStatus: (meeting: MeetingRow, status: MeetingRow['status']) => void;
  readonly judge: (meeting: MeetingRow, qualified: boolean) => void;
};

const STATUSES = optionsOf(MEETING_STATUS_WORDS);
const JUDGEMENTS = [
  { value: 'yes', label: 'Qualified' },
  { value: 'no', label: 'Not qualified' },
] as const;

function meetingColumns(
  timeZone: string,
  canEdit: boolean,
  actions: Actions,
): readonly SimpleColumn<MeetingRow>[] {
  return [
    {
      id: 'who',
      header: 'With',
      cell: (meeting) => (
        <span className="font-medium">{meeting.prospect_name ?? meeting.prospect_email}</span>
      ),
    },
    {
      id: 'company',
      header: 'Company',
      cell: (meeting) => (
        <span className="text-muted">
          {[meeting.prospect_title, meeting.prospect_company].filter((part) => part !== null).join(', ')}
        </span>
      ),
    },
    {
      id: 'when',
      header: 'When',
      className: 'whitespace-nowrap',
      cell: (meeting) => formatDateTime(meeting.meeting_datetime, timeZone),
    },
    {
      id: 'status',
      header: 'Status',
      className: 'w-36',
      cell: (meeting) =>
        canEdit ? (
          <Select
            aria-label={`Status of the meeting with ${meeting.prospect_name ?? meeting.prospect_email}`}
            className="h-7"
            options={STATUSES.filter(
              ({ value }) => value === meeting.status || MEETING_TRANSITIONS[meeting.status].includes(value),
            )}
            value={meeting.status}
            onValueChange={(status) => actions.setStatus(meeting, status)}
          />
        ) : (
          MEETING_STATUS_WORDS[meeting.status]
        ),
    },
    {
      id: 'qualified',
      header: 'Qualified',
      className: 'w-40',
      cell: (meeting) => <Judgement meeting={meeting} canEdit={canEdit} judge={actions.judge} />,
    },
  ];
}

type JudgementProps = Pick<Actions, 'judge'> & {
  readonly meeting: MeetingRow;
  readonly canEdit: boolean;
};

function Judgement({ meeting, canEdit, judge }: JudgementProps) {
  if (meeting.status !== 'completed') return <span className="text-muted">{NO_VALUE}</span>;
  const value = meeting.qualified === null ? null : meeting.qualified ? 'yes' : 'no';
  if (!canEdit) return JUDGEMENTS.find((one) => one.value === value)?.label ?? 'Not judged';
  return (
    <Select
      aria-label={`Whether the meeting with ${meeting.prospect_name ?? meeting.prospect_email} was qualified`}
      className="h-7"
      placeholder="Judge…"
      options={JUDGEMENTS}
      value={value}
      onValueChange={(next) => judge(meeting, next === 'yes')}
    />
  );
}
