import { useState } from 'react';
import { z } from 'zod';

import type { ListView } from '../../../shared/domain/list-view/list-view.ts';
import { DataTable } from '../../components/data-table/data-table.tsx';
import type { DataColumn } from '../../components/data-table/data-column.ts';
import { NOTHING_SELECTED } from '../../components/data-table/selection.ts';
import { DetailPanel, WithDetailPanel } from '../../components/detail-panel.tsx';
import { FilterBar } from '../../components/filter-bar/filter-bar.tsx';
import type { FilterField } from '../../components/filter-bar/filter-field.ts';
import { ColumnsMenu } from '../../components/data-table/columns-menu.tsx';
import { Score } from '../../components/score.tsx';
import { useLiveWindow } from '../../hooks/use-live-window.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import type { TypedRow } from '../../lib/typed-row.ts';
import { formatCount } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

const leadSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  company: z.string(),
  title: z.string(),
  status: z.string(),
  country: z.string(),
  score: z.number(),
  replies: z.number().nullable(),
});
type Lead = z.infer<typeof leadSchema>;

const parseLead = (values: unknown): Lead => leadSchema.parse(values);
const NOUN = { one: 'lead', other: 'leads' };
const STATUSES = [
  { value: 'new', label: 'New' },
  { value: 'verified', label: 'Verified' },
  { value: 'contacted', label: 'Contacted' },
  { value: 'replied', label: 'Replied' },
  { value: 'interested', label: 'Interested' },
  { value: 'meeting_booked', label: 'Meeting booked' },
  { value: 'not_interested', label: 'Not interested' },
];
const FIELDS: readonly FilterField[] = [
  { field: 'company', label: 'Company', kind: 'text' },
  { field: 'status', label: 'Status', kind: 'choice', options: STATUSES },
  { field: 'score', label: 'Score', kind: 'number' },
];

/** The table on a list of any length, with everything it can do. */
export function TablePage() {
  const [view, setView] = useState<ListView>({ filters: [], sort: [], search: '' });
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const [peeked, setPeeked] = useState<TypedRow<Lead> | null>(null);
  const source = useLiveWindow({ query: 'gallery.leads', args: { view }, parse: parseLead });
  const columns = useColumns();
  return (
    <>
      <div className="flex min-h-10 items-center gap-2 px-4">
        <FilterBar fields={FIELDS} view={view} onViewChange={setView} noun={NOUN} total={source.total} />
        <ColumnsMenu tableId="gallery.leads" columns={columns} />
      </div>
      <WithDetailPanel
        panel={
          peeked === null ? null : (
            <DetailPanel label="Lead" title={peeked.row.name} onClose={() => setPeeked(null)}>
              <p>{peeked.row.email}</p>
            </DetailPanel>
          )
        }
      >
        <DataTable
          tableId="gallery.leads"
          label="Leads"
          source={source}
          columns={columns}
          noun={NOUN}
          rowLabel={(lead) => lead.name}
          sort={view.sort}
          onSortChange={(sort) => setView({ ...view, sort: [...sort] })}
          selection={selection}
          onSelectionChange={setSelection}
          bulkActions={() => <Button size="sm">Set status</Button>}
          peekKey={peeked?.key ?? null}
          onPeek={setPeeked}
          onOpen={setPeeked}
          empty={<EmptyState title="No lead matches" description="Press Esc in the filter to clear it." />}
        />
      </WithDetailPanel>
    </>
  );
}

function useColumns(): readonly DataColumn<Lead>[] {
  const mutate = useMutation();
  const [columns] = useState(() => {
    function change(
      row: TypedRow<Lead>,
      field: keyof Lead,
      label: string,
      value: string | number | null,
    ): void {
      const before = row.row[field];
      void mutate({
        name: 'lead.update',
        args: { id: row.key, [field]: value },
        expected: { [row.key]: { [field]: before } },
        optimistic: [{ key: row.key, fields: { [field]: value } }],
        undo: { title: `${label} of ${row.row.name} changed`, showMessage: false },
      });
    }
    return leadColumns(change);
  });
  return columns;
}

type Change = (row: TypedRow<Lead>, field: keyof Lead, label: string, value: string | number | null) => void;

function leadColumns(change: Change): readonly DataColumn<Lead>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      sortField: 'name',
      width: 180,
      cell: (lead) => <span className="font-medium">{lead.name}</span>,
      editor: {
        kind: 'text',
        value: (lead) => lead.name,
        validate: (text) => (text === '' ? 'A lead needs a name.' : null),
        commit: (row, value) => change(row, 'name', 'Name', value),
      },
    },
    { id: 'company', header: 'Company', sortField: 'company', width: 160, cell: (lead) => lead.company },
    {
      id: 'title',
      header: 'Title',
      sortField: 'title',
      width: 170,
      cell: (lead) => <span className="text-muted">{lead.title}</span>,
    },
    {
      id: 'status',
      header: 'Status',
      sortField: 'status',
      width: 140,
      cell: (lead) => STATUSES.find((one) => one.value === lead.status)?.label ?? lead.status,
      editor: {
        kind: 'select',
        value: (lead) => lead.status,
        options: STATUSES,
        commit: (row, value) => change(row, 'status', 'Status', value),
      },
    },
    { id: 'email', header: 'E-mail', sortField: 'email', width: 240, grow: true, cell: (lead) => lead.email },
    { id: 'country', header: 'Country', sortField: 'country', width: 90, cell: (lead) => lead.country },
    {
      id: 'score',
      header: 'Score',
      sortField: 'score',
      width: 80,
      align: 'end',
      cell: (lead) => <Score value={lead.score} />,
      editor: {
        kind: 'number',
        value: (lead) => lead.score,
        min: 0,
        max: 100,
        commit: (row, value) => change(row, 'score', 'Score', value),
      },
    },
    {
      id: 'replies',
      header: 'Replies',
      sortField: 'replies',
      width: 84,
      align: 'end',
      cell: (lead) => formatCount(lead.replies),
    },
  ];
}
