import { useNavigate, useSearch } from '@tanstack/react-router';
import { PlusIcon, UploadIcon, UsersIcon } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';

import type { ListView } from '../../../shared/domain/list-view/list-view.ts';
import { useCommands } from '../../app/commands/use-commands.ts';
import { ColumnsMenu } from '../../components/data-table/columns-menu.tsx';
import type { DataColumn } from '../../components/data-table/data-column.ts';
import { DataTable } from '../../components/data-table/data-table.tsx';
import type { RowSource } from '../../components/data-table/row-source.ts';
import { selectedKeys } from '../../components/data-table/selection.ts';
import { useListSelection } from '../../components/data-table/use-list-selection.ts';
import { WithDetailPanel } from '../../components/detail-panel.tsx';
import { FilterBar } from '../../components/filter-bar/filter-bar.tsx';
import { ListEmpty } from '../../components/list-empty.tsx';
import { StaleNote } from '../../components/live-content.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { WorkBar } from '../../components/work-bar.tsx';
import { useAddressParam } from '../../hooks/use-address.ts';
import { useCampaignNames } from '../../hooks/use-names.ts';
import { useLiveWindow } from '../../hooks/use-live-window.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { usePermission } from '../../hooks/use-permission.ts';
import { changeLead } from '../../lib/changes/lead-changes.ts';
import type { LeadRow } from '../../lib/rows/lead-row.ts';
import { leadName, parseLeadRow } from '../../lib/rows/lead-row.ts';
import { useListView } from '../../stores/list-views-store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { BulkActions } from './bulk-actions.tsx';
import { leadColumns } from './lead-columns.tsx';
import { useLeadFilters, viewFromAddress } from './lead-filters.ts';
import { LeadPanel } from './lead-panel.tsx';
import { NewLeadDialog } from './new-lead-dialog.tsx';
import { useBulkEdit } from './use-bulk-edit.ts';
import type { BulkRun } from './use-bulk-edit.ts';
import { useExport } from './use-export.ts';

const NOUN = { one: 'lead', other: 'leads' };
const TABLE = 'leads';

/** Every lead of the person's clients: filter, judge, edit, in bulk or one by one. */
export function LeadsScreen() {
  const [view, setView] = useLeadsView();
  const [leadId, setLeadId] = useAddressParam('lead');
  const [isAdding, setAdding] = useState(false);
  const source = useLiveWindow({ query: 'leads.list', args: { view }, parse: parseLeadRow });
  const fields = useLeadFilters();
  const columns = useLeadColumns();
  const bulk = useBulkEdit();
  const exporting = useExport();
  const { onNew, onImport } = useEntrances(() => setAdding(true));
  useLeadsCommands({ onNew, onImport, onExport: () => exporting.run(source.loadKeys) });

  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Leads' }]}
        aside={<StaleNote />}
        actions={<LeadsActions onImport={onImport} onNew={onNew} />}
        toolbar={
          <>
            <FilterBar fields={fields} view={view} onViewChange={setView} noun={NOUN} total={source.total} />
            <ColumnsMenu tableId={TABLE} columns={columns} />
          </>
        }
      />
      <WithDetailPanel
        panel={leadId === null ? null : <LeadPanel leadId={leadId} onClose={() => setLeadId(null)} />}
      >
        <LeadsTable
          source={source}
          columns={columns}
          view={view}
          onViewChange={setView}
          peekKey={leadId}
          onPeek={setLeadId}
          onBulk={bulk.run}
          empty={
            <ListEmpty
              noun={NOUN}
              view={view}
              fields={fields}
              onViewChange={setView}
              firstUse={<FirstLeads onImport={onImport} />}
            />
          }
        />
      </WithDetailPanel>
      {bulk.progress ? <WorkBar label="Changing leads" {...bulk.progress} onCancel={bulk.cancel} /> : null}
      {exporting.progress ? (
        <WorkBar label="Exporting leads" {...exporting.progress} onCancel={exporting.cancel} />
      ) : null}
      <NewLeadDialog
        open={isAdding}
        onOpenChange={setAdding}
        clientId={clientOf(view)}
        onCreated={setLeadId}
      />
    </>
  );
}

/** The ways in that the person's role opens: one lead by hand, a list. */
function useEntrances(add: () => void): LeadsActionsProps {
  const canCreate = usePermission('create', 'leads');
  const canImport = usePermission('create', 'lead_imports');
  const navigate = useNavigate();
  return {
    onNew: canCreate ? add : null,
    onImport: canImport ? () => void navigate({ to: '/leads/import' }) : null,
  };
}

type LeadsTableProps = {
  readonly source: RowSource<LeadRow>;
  readonly columns: readonly DataColumn<LeadRow>[];
  readonly view: ListView;
  readonly onViewChange: (view: ListView) => void;
  readonly peekKey: string | null;
  readonly onPeek: (key: string | null) => void;
  readonly onBulk: BulkRun['run'];
  readonly empty: ReactNode;
};

/** The table with its selection. */
function LeadsTable({
  source,
  columns,
  view,
  onViewChange,
  peekKey,
  onPeek,
  onBulk,
  empty,
}: LeadsTableProps) {
  const canEdit = usePermission('update', 'leads');
  const [selection, setSelection] = useListSelection(source.id);
  return (
    <DataTable
      tableId={TABLE}
      label="Leads"
      source={source}
      columns={columns}
      noun={NOUN}
      rowLabel={leadName}
      sort={view.sort}
      onSortChange={(sort) => onViewChange({ ...view, sort: [...sort] })}
      selection={canEdit ? selection : undefined}
      onSelectionChange={canEdit ? setSelection : undefined}
      bulkActions={({ clear }) => (
        <BulkActions
          onEdit={(edit) => {
            const chosen = selection;
            onBulk(edit, () => selectedKeys(chosen, source.loadKeys));
            clear();
          }}
        />
      )}
      peekKey={peekKey}
      onPeek={(row) => onPeek(row?.key ?? null)}
      onOpen={(row) => onPeek(row.key)}
      empty={empty}
    />
  );
}

/** The view as the person left it, or as a link asks for it; the link's parameters are used up. */
function useLeadsView(): readonly [ListView, (view: ListView) => void] {
  const [view, setView] = useListView(TABLE);
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const asked = viewFromAddress(search);
  const askedText = asked === null ? null : JSON.stringify(asked);
  useEffect(() => {
    if (asked === null) return;
    setView(asked);
    const { lead } = search;
    void navigate({ to: '.', replace: true, search: lead === undefined ? {} : { lead } });
    // The parsed view is a new object each time; its text tells whether the address asks for something else.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [askedText]);
  return [asked ?? view, setView];
}

function useLeadColumns() {
  const mutate = useMutation();
  const canEdit = usePermission('update', 'leads');
  const campaigns = useCampaignNames();
  return useMemo(() => {
    const names = new Map(campaigns.map((campaign) => [campaign.id, campaign.campaign_name]));
    return leadColumns({
      canEdit,
      campaignName: (id) => (id === null ? '' : (names.get(id) ?? '')),
      change: (row, patch) => void mutate(changeLead(row.row, patch)),
    });
    // `mutate` is a new function on every draw and always does the same.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [campaigns, canEdit]);
}

type LeadsCommands = {
  readonly onNew: (() => void) | null;
  readonly onImport: (() => void) | null;
  readonly onExport: () => void;
};

function useLeadsCommands({ onNew, onImport, onExport }: LeadsCommands): void {
  const group = 'Leads';
  useCommands([
    {
      id: 'leads.new',
      title: 'New lead…',
      group,
      icon: PlusIcon,
      shortcut: 'c',
      when: () => onNew !== null,
      run: () => onNew?.(),
    },
    {
      id: 'leads.import',
      title: 'Import leads…',
      group,
      icon: UploadIcon,
      shortcut: 'i',
      when: () => onImport !== null,
      run: () => onImport?.(),
    },
    {
      id: 'leads.export',
      title: 'Export these leads as CSV',
      group,
      shortcut: 'mod+shift+e',
      run: onExport,
    },
  ]);
}

type LeadsActionsProps = Pick<LeadsCommands, 'onNew' | 'onImport'>;

function LeadsActions({ onNew, onImport }: LeadsActionsProps) {
  return (
    <>
      {onNew ? (
        <Button onClick={onNew}>
          <PlusIcon /> New lead <Kbd keys="c" />
        </Button>
      ) : null}
      {onImport ? (
        <Button variant="primary" onClick={onImport}>
          <UploadIcon /> Import leads <Kbd keys="i" tone="inverse" />
        </Button>
      ) : null}
    </>
  );
}

function FirstLeads({ onImport }: Pick<LeadsActionsProps, 'onImport'>) {
  return (
    <EmptyState
      icon={<UsersIcon aria-hidden />}
      title="No leads yet"
      description="Import a list as CSV: a column with e-mail addresses is enough. Guardian judges every row before anything is sent."
      action={
        onImport ? (
          <Button onClick={onImport}>
            <UploadIcon /> Import a list <Kbd keys="i" />
          </Button>
        ) : null
      }
    />
  );
}

/** The one client the list is filtered by, if any. */
function clientOf(view: ListView): string | null {
  const filter = view.filters.find((one) => one.field === 'client_id');
  if (!filter || filter.op !== 'is' || filter.values.length !== 1) return null;
  return typeof filter.values[0] === 'string' ? filter.values[0] : null;
}
