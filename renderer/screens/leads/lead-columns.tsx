import { splitFullName } from '../../../shared/domain/csv/full-name.ts';
import { LEAD_TRANSITIONS } from '../../../shared/domain/transitions/lead-status.ts';
import type { DataColumn } from '../../components/data-table/data-column.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { VerdictBadge } from '../../components/verdict-badge.tsx';
import type { LeadPatch } from '../../lib/changes/lead-changes.ts';
import { formatCount, formatDate } from '../../lib/format.ts';
import type { LeadRow } from '../../lib/rows/lead-row.ts';
import { leadName } from '../../lib/rows/lead-row.ts';
import type { TypedRow } from '../../lib/typed-row.ts';
import { countryWord } from '../../lib/words/country-words.ts';
import { reasonsLine } from '../../lib/words/reason-words.ts';
import { LEAD_SOURCE_WORDS, LEAD_STATUS_WORDS, optionsOf } from '../../lib/words/vocabulary-words.ts';
import { Badge } from '../../ui/badge.tsx';

type ChangeLead = (row: TypedRow<LeadRow>, patch: LeadPatch) => void;

type ColumnOptions = {
  readonly change: ChangeLead;
  readonly campaignName: (id: string | null) => string;
  readonly canEdit: boolean;
};

const STATUS_OPTIONS = optionsOf(LEAD_STATUS_WORDS);

/** The columns of the lead list; without `canEdit` no cell can be edited. */
export function leadColumns({
  change,
  campaignName,
  canEdit,
}: ColumnOptions): readonly DataColumn<LeadRow>[] {
  const columns = [...personColumns(change), ...judgedColumns(change), ...factColumns(change, campaignName)];
  return canEdit ? columns : columns.map(({ editor: _editor, ...column }) => column);
}

type TextField = 'first_name' | 'last_name' | 'title' | 'company' | 'city' | 'phone' | 'industry';

function textColumn(
  field: TextField,
  header: string,
  change: ChangeLead,
  more: Partial<DataColumn<LeadRow>> = {},
): DataColumn<LeadRow> {
  return {
    id: field,
    header,
    sortField: field,
    width: 150,
    cell: (lead) => lead[field],
    editor: {
      kind: 'text',
      maxLength: 200,
      value: (lead) => lead[field] ?? '',
      commit: (row, value) => change(row, { [field]: value === '' ? null : value }),
    },
    ...more,
  };
}

function fullName(lead: LeadRow): string {
  return [lead.first_name, lead.last_name].filter((part) => part !== null).join(' ');
}

/** A whole name as typed, taken apart like the names of an imported list. */
function namePatch(text: string): LeadPatch {
  const { first, last } = splitFullName(text);
  return { first_name: first === '' ? null : first, last_name: last === '' ? null : last };
}

function personColumns(change: ChangeLead): readonly DataColumn<LeadRow>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      sortField: 'last_name',
      width: 170,
      cell: (lead) => <span className="font-medium">{leadName(lead)}</span>,
      editor: {
        kind: 'text',
        maxLength: 300,
        value: fullName,
        commit: (row, value) => change(row, namePatch(value)),
      },
    },
    { id: 'email', header: 'E-mail', sortField: 'email', width: 230, cell: (lead) => lead.email },
    textColumn('first_name', 'First name', change, { width: 110, hiddenByDefault: true }),
    textColumn('last_name', 'Last name', change, { width: 120, hiddenByDefault: true }),
    textColumn('title', 'Title', change, {
      width: 160,
      cell: (lead) => <span className="text-muted">{lead.title}</span>,
    }),
    textColumn('company', 'Company', change, { width: 160 }),
  ];
}

function judgedColumns(change: ChangeLead): readonly DataColumn<LeadRow>[] {
  return [
    {
      id: 'verdict',
      header: 'Verdict',
      sortField: 'verdict',
      width: 210,
      cell: (lead) => (
        <span className="flex min-w-0 items-center gap-2">
          <VerdictBadge verdict={lead.verdict} className="shrink-0" />
          <span className="truncate text-xs text-muted">{reasonsLine(lead.verdict_reasons)}</span>
        </span>
      ),
    },
    {
      id: 'status',
      header: 'Status',
      sortField: 'status',
      width: 130,
      cell: (lead) => LEAD_STATUS_WORDS[lead.status],
      editor: {
        kind: 'select',
        value: (lead) => lead.status,
        options: (lead) =>
          STATUS_OPTIONS.filter(
            ({ value }) => value === lead.status || LEAD_TRANSITIONS[lead.status].includes(value),
          ),
        commit: (row, value) => {
          const status = STATUS_OPTIONS.find((option) => option.value === value)?.value;
          if (status) change(row, { status });
        },
        canEdit: (lead) => LEAD_TRANSITIONS[lead.status].length > 0,
      },
    },
  ];
}

const LABELS_COLUMN: DataColumn<LeadRow> = {
  id: 'labels',
  header: 'Labels',
  sortField: 'labels',
  width: 140,
  hiddenByDefault: true,
  cell: (lead) => (
    <span className="flex gap-1">
      {lead.labels.map((label) => (
        <Badge key={label}>{label}</Badge>
      ))}
    </span>
  ),
};

function factColumns(
  change: ChangeLead,
  campaignName: ColumnOptions['campaignName'],
): readonly DataColumn<LeadRow>[] {
  return [
    {
      id: 'client',
      header: 'Client',
      sortField: 'client_name',
      width: 160,
      cell: (lead) => lead.client_name,
    },
    {
      id: 'campaign',
      header: 'Campaign',
      width: 190,
      cell: (lead) => <span className="text-muted">{campaignName(lead.campaign_id)}</span>,
    },
    {
      id: 'country',
      header: 'Country',
      sortField: 'country',
      width: 120,
      cell: (lead) => countryWord(lead.country),
    },
    textColumn('city', 'City', change, { width: 120, hiddenByDefault: true }),
    textColumn('industry', 'Industry', change, { hiddenByDefault: true }),
    textColumn('phone', 'Telephone', change, { hiddenByDefault: true }),
    {
      id: 'employee_count',
      header: 'Employees',
      sortField: 'employee_count',
      width: 100,
      align: 'end',
      hiddenByDefault: true,
      cell: (lead) => formatCount(lead.employee_count),
    },
    LABELS_COLUMN,
    {
      id: 'source',
      header: 'Source',
      sortField: 'source',
      width: 120,
      cell: (lead) => <span className="text-muted">{LEAD_SOURCE_WORDS[lead.source]}</span>,
    },
    {
      id: 'last_contacted_at',
      header: 'Last contacted',
      sortField: 'last_contacted_at',
      width: 130,
      hiddenByDefault: true,
      cell: (lead) => <RelativeTime at={lead.last_contacted_at} className="text-muted" />,
    },
    {
      id: 'created_at',
      header: 'Created',
      sortField: 'created_at',
      width: 110,
      cell: (lead) => <span className="text-muted">{formatDate(lead.created_at)}</span>,
    },
  ];
}
