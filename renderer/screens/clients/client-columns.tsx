import { CLIENT_TRANSITIONS } from '../../../shared/domain/transitions/client-status.ts';
import { daysBetween } from '../../../shared/kernel/time.ts';
import type { IsoDate } from '../../../shared/kernel/time.ts';
import type { DataColumn } from '../../components/data-table/data-column.ts';
import { RiskBadge } from '../../components/risk-badge.tsx';
import { Score } from '../../components/score.tsx';
import type { ClientPatch } from '../../lib/changes/client-changes.ts';
import { cn } from '../../lib/class-names.ts';
import { formatCount, formatDate, NO_VALUE } from '../../lib/format.ts';
import type { ClientRow } from '../../lib/rows/client-row.ts';
import type { TypedRow } from '../../lib/typed-row.ts';
import { CLIENT_STATUS_WORDS, optionsOf, PLAN_WORDS } from '../../lib/words/vocabulary-words.ts';

type ChangeClient = (row: TypedRow<ClientRow>, before: ClientPatch, after: ClientPatch) => void;

type ColumnOptions = {
  readonly change: ChangeClient;
  readonly canEdit: boolean;
  /** Today on the person's clock. */
  readonly today: IsoDate;
};

const STATUS_OPTIONS = optionsOf(CLIENT_STATUS_WORDS);
const PLAN_OPTIONS = optionsOf(PLAN_WORDS);

export function clientColumns({ change, canEdit, today }: ColumnOptions): readonly DataColumn<ClientRow>[] {
  const columns = [...identityColumns(change), ...figureColumns(change, today)];
  return canEdit ? columns : columns.map(({ editor: _editor, ...column }) => column);
}

function identityColumns(change: ChangeClient): readonly DataColumn<ClientRow>[] {
  return [
    {
      id: 'company_name',
      header: 'Client',
      sortField: 'company_name',
      width: 190,
      grow: true,
      cell: (client) => <span className="font-medium">{client.company_name}</span>,
      editor: {
        kind: 'text',
        maxLength: 300,
        value: (client) => client.company_name,
        validate: (text) => (text === '' ? 'A client needs a name.' : null),
        commit: (row, value) => change(row, { company_name: row.row.company_name }, { company_name: value }),
      },
    },
    {
      id: 'client_id',
      header: 'Code',
      sortField: 'client_id',
      width: 98,
      cell: (client) => <span className="font-mono text-xs text-muted">{client.client_id}</span>,
    },
    {
      id: 'status',
      header: 'Status',
      sortField: 'status',
      width: 100,
      cell: (client) => CLIENT_STATUS_WORDS[client.status],
      editor: {
        kind: 'select',
        value: (client) => client.status,
        options: (client) =>
          STATUS_OPTIONS.filter(
            ({ value }) => value === client.status || CLIENT_TRANSITIONS[client.status].includes(value),
          ),
        commit: (row, value) => {
          const status = STATUS_OPTIONS.find((option) => option.value === value)?.value;
          if (status) change(row, { status: row.row.status }, { status });
        },
      },
    },
    planColumn(change),
  ];
}

function planColumn(change: ChangeClient): DataColumn<ClientRow> {
  return {
    id: 'plan_type',
    header: 'Plan',
    sortField: 'plan_type',
    width: 124,
    cell: (client) => <span className="text-muted">{PLAN_WORDS[client.plan_type]}</span>,
    editor: {
      kind: 'select',
      value: (client) => client.plan_type,
      options: PLAN_OPTIONS,
      commit: (row, value) => {
        const plan = PLAN_OPTIONS.find((option) => option.value === value)?.value;
        if (plan) change(row, { plan_type: row.row.plan_type }, { plan_type: plan });
      },
    },
  };
}

function figureColumns(change: ChangeClient, today: IsoDate): readonly DataColumn<ClientRow>[] {
  return [
    {
      id: 'score',
      header: 'Health',
      sortField: 'score',
      width: 92,
      align: 'end',
      cell: (client) => <Score value={client.score} change={scoreChange(client)} />,
    },
    {
      id: 'risk_level',
      header: 'Risk',
      sortField: 'risk_level',
      width: 98,
      cell: (client) => (client.risk_level === null ? NO_VALUE : <RiskBadge level={client.risk_level} />),
    },
    meetingsColumn(change),
    {
      id: 'incidents_open',
      header: 'Incidents',
      unit: 'open',
      sortField: 'incidents_open',
      width: 106,
      align: 'end',
      cell: (client) => (
        <span className={client.incidents_open === 0 ? 'text-muted' : 'font-medium'}>
          {formatCount(client.incidents_open)}
        </span>
      ),
    },
    renewalColumn(change, today),
    {
      id: 'managers',
      header: 'Manager',
      sortField: 'managers',
      width: 124,
      cell: (client) => <span className="text-muted">{client.managers ?? NO_VALUE}</span>,
    },
  ];
}

function meetingsColumn(change: ChangeClient): DataColumn<ClientRow> {
  return {
    id: 'meetings_month',
    header: 'Meetings',
    unit: 'of target',
    sortField: 'meetings_month',
    width: 124,
    align: 'end',
    cell: (client) => <MeetingsOfTarget client={client} />,
    editor: {
      kind: 'number',
      min: 0,
      max: 10_000,
      value: (client) => client.monthly_meeting_target,
      commit: (row, value) =>
        change(
          row,
          { monthly_meeting_target: row.row.monthly_meeting_target },
          { monthly_meeting_target: value },
        ),
    },
  };
}

function renewalColumn(change: ChangeClient, today: IsoDate): DataColumn<ClientRow> {
  return {
    id: 'renewal_date',
    header: 'Renewal',
    unit: 'days',
    sortField: 'renewal_date',
    width: 100,
    align: 'end',
    cell: (client) => <Renewal date={client.renewal_date} today={today} />,
    editor: {
      kind: 'text',
      input: 'date',
      value: (client) => client.renewal_date ?? '',
      commit: (row, value) =>
        change(row, { renewal_date: row.row.renewal_date }, { renewal_date: value === '' ? null : value }),
    },
  };
}

function scoreChange({ score, previous_score: before }: ClientRow): number | null {
  return score === null || before === null ? null : score - before;
}

function MeetingsOfTarget({ client }: { readonly client: ClientRow }) {
  const { meetings_month: booked, monthly_meeting_target: target } = client;
  return (
    <span>
      <span className="font-medium">{formatCount(booked)}</span>
      <span className="text-muted"> / {formatCount(target)}</span>
    </span>
  );
}

/** Renewal is a talk worth having in these days. */
const SOON_DAYS = 45;

type RenewalProps = { readonly date: string | null; readonly today: IsoDate };

/** Days until the contract renews; near ones stand out by weight. */
export function Renewal({ date, today }: RenewalProps) {
  if (date === null) return <span className="text-muted">{NO_VALUE}</span>;
  const days = daysBetween(today, date);
  return (
    <span
      title={formatDate(date)}
      className={cn(days <= SOON_DAYS ? 'font-medium' : 'text-muted', days < 0 && 'text-critical')}
    >
      {days < 0 ? `${formatCount(-days)} ago` : formatCount(days)}
    </span>
  );
}
