import { Link } from '@tanstack/react-router';

import { useCommands } from '../../app/commands/use-commands.ts';
import { LiveContent, StaleNote } from '../../components/live-content.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { RiskBadge } from '../../components/risk-badge.tsx';
import { Trend } from '../../components/score.tsx';
import { Stat } from '../../components/stat.tsx';
import { formatCount, formatTime, NO_VALUE } from '../../lib/format.ts';
import { moveAmong } from '../../lib/move-among.ts';
import type { ClientHealth } from '../../lib/rows/health-row.ts';
import { healthReasons } from '../../lib/words/health-words.ts';
import { MEETING_STATUS_WORDS } from '../../lib/words/vocabulary-words.ts';
import { NeedsMe } from './needs-me.tsx';
import { TODAY_ITEM } from './today-item.tsx';
import { TodaySection } from './today-section.tsx';
import { useToday } from './use-today.ts';
import type { TodayData } from './use-today.ts';

/** The start of the day: what changed, what needs this person, what is at risk. */
export function TodayScreen() {
  const today = useToday();
  useCommands([
    {
      id: 'today.next',
      title: 'Next item',
      group: 'Today',
      shortcut: 'j',
      inPalette: false,
      run: () => moveAmong(TODAY_ITEM, 1),
    },
    {
      id: 'today.previous',
      title: 'Previous item',
      group: 'Today',
      shortcut: 'k',
      inPalette: false,
      run: () => moveAmong(TODAY_ITEM, -1),
    },
  ]);
  const date = new Intl.DateTimeFormat(undefined, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: today.timeZone,
  }).format(today.now);
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Today' }]}
        aside={<span className="text-sm text-muted">{date}</span>}
        actions={<StaleNote />}
      />
      <div className="min-h-0 grow overflow-y-auto" data-scroll>
        <div className="mx-auto flex max-w-300 flex-col gap-9 px-6 py-6">
          <Changes today={today} />
          <div className="grid grid-cols-1 gap-x-12 gap-y-9 wide:grid-cols-[minmax(0,1fr)_21rem]">
            <NeedsMe today={today} />
            <div className="flex flex-col gap-9">
              <AtRisk today={today} />
              <MeetingsToday today={today} />
            </div>
          </div>
        </div>
      </div>
    </>
  );
}

type PartProps = { readonly today: TodayData };

function Changes({ today }: PartProps) {
  const { changes } = today;
  const row = changes.status === 'ready' ? changes.rows[0]?.row : undefined;
  const count = (value: number | undefined) => (value === undefined ? NO_VALUE : formatCount(value));
  if (changes.status === 'failed') {
    return (
      <LiveContent live={changes} noun="changes">
        {() => null}
      </LiveContent>
    );
  }
  return (
    <section aria-labelledby="changes" className="flex flex-col gap-3">
      <h2 id="changes" className="text-lg font-semibold">
        What changed <span className="font-normal text-muted">{today.since}</span>
      </h2>
      <div className="grid grid-cols-3 gap-x-8 gap-y-4 narrow:grid-cols-5">
        <Stat label="Leads added" value={count(row?.leads_added)} />
        <Stat
          label="Replies"
          value={count(row?.replies)}
          note={row ? `${formatCount(row.interested)} interested` : null}
        />
        <Stat label="Meetings booked" value={count(row?.meetings_booked)} />
        <Stat label="Incidents opened" value={count(row?.incidents_opened)} />
        <Stat label="Incidents resolved" value={count(row?.incidents_resolved)} />
      </div>
    </section>
  );
}

function AtRisk({ today }: PartProps) {
  return (
    <section aria-labelledby="at-risk" className="flex flex-col gap-3">
      <h2 id="at-risk" className="text-lg font-semibold">
        At risk
      </h2>
      <LiveContent
        live={today.atRisk}
        noun="health scores"
        empty={<p className="text-sm text-muted">No client is at risk.</p>}
      >
        {(rows) => (
          <ul className="flex flex-col gap-1">
            {rows.map(({ key, row }) => (
              <RiskyClient key={key} client={row} />
            ))}
          </ul>
        )}
      </LiveContent>
    </section>
  );
}

const REASONS_SHOWN = 2;

function RiskyClient({ client }: { readonly client: ClientHealth }) {
  const change = client.previous_score === null ? null : client.score - client.previous_score;
  return (
    <li className="-mx-2 flex gap-4 rounded-control px-2 py-2 focus-within:bg-raised hover:bg-raised">
      <span className="w-9 shrink-0 text-right text-xl font-semibold tracking-tight">{client.score}</span>
      <div className="flex min-w-0 grow flex-col gap-0.5">
        <div className="flex items-center gap-2">
          <Link
            to={`/clients/${client.client_id}`}
            search={{ tab: 'health' }}
            data-today-item
            className="min-w-0 grow truncate rounded-[4px] text-sm font-medium hover:text-accent"
          >
            {client.company_name}
          </Link>
          {change === null ? null : <Trend change={change} />}
          <RiskBadge level={client.risk_level} />
        </div>
        {healthReasons(client.signals)
          .slice(0, REASONS_SHOWN)
          .map((reason) => (
            <p key={reason.key} className="truncate text-xs text-muted">
              <span className="mr-1.5 inline-block min-w-6 font-medium text-text">−{reason.lost}</span>
              {reason.label}
            </p>
          ))}
      </div>
    </li>
  );
}

function MeetingsToday({ today }: PartProps) {
  return (
    <section aria-labelledby="meetings-today" className="flex flex-col gap-3">
      <h2 id="meetings-today" className="text-lg font-semibold">
        Meetings today
      </h2>
      <TodaySection
        noun="meetings"
        live={today.meetings}
        empty={<p className="text-sm text-muted">No meetings today.</p>}
      >
        {({ key, row }) => (
          <li
            key={key}
            className="-mx-2 flex gap-4 rounded-control px-2 py-1.5 focus-within:bg-raised hover:bg-raised"
          >
            <time
              dateTime={row.meeting_datetime}
              className="min-w-16 shrink-0 whitespace-nowrap text-sm font-semibold tabular-nums"
            >
              {formatTime(row.meeting_datetime, today.timeZone)}
            </time>
            <div className="min-w-0 grow">
              <Link
                to={`/clients/${row.client_id}`}
                search={{ tab: 'meetings' }}
                data-today-item
                className="block truncate rounded-[4px] text-sm font-medium hover:text-accent"
              >
                {row.prospect_name ?? row.prospect_email}
              </Link>
              <p className="truncate text-xs text-muted">
                {[row.prospect_company, `for ${row.company_name}`].filter((part) => part !== null).join(', ')}
                {row.status === 'scheduled' ? '' : ` · ${MEETING_STATUS_WORDS[row.status]}`}
              </p>
            </div>
          </li>
        )}
      </TodaySection>
    </section>
  );
}
