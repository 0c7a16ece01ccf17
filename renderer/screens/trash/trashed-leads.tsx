import { ArchiveRestoreIcon, Trash2Icon } from 'lucide-react';
import { useMemo, useState } from 'react';

import type { ListView } from '../../../shared/domain/list-view/list-view.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { useCommands } from '../../app/commands/use-commands.ts';
import type { DataColumn } from '../../components/data-table/data-column.ts';
import { DataTable } from '../../components/data-table/data-table.tsx';
import { selectedKeys } from '../../components/data-table/selection.ts';
import { useListSelection } from '../../components/data-table/use-list-selection.ts';
import { FilterBar } from '../../components/filter-bar/filter-bar.tsx';
import { ListEmpty } from '../../components/list-empty.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { useLiveWindow } from '../../hooks/use-live-window.ts';
import { usePermission } from '../../hooks/use-permission.ts';
import { announce } from '../../lib/announcer.ts';
import { useDesktop } from '../../lib/desktop-context.ts';
import { formatNoun, NO_VALUE } from '../../lib/format.ts';
import { leadName } from '../../lib/rows/lead-row.ts';
import type { TrashLead } from '../../lib/rows/trash-rows.ts';
import { parseTrashLead } from '../../lib/rows/trash-rows.ts';
import { undoAction } from '../../lib/undo.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useLeadFilters } from '../leads/lead-filters.ts';
import { DaysLeft } from './days-left.tsx';
import { restoreLeads } from './restore-leads.ts';
import { useDeleters } from './use-deleters.ts';

const NOUN = { one: 'lead', other: 'leads' };
const NEWEST_FIRST: ListView = {
  filters: [],
  search: '',
  sort: [{ field: 'deleted_at', direction: 'desc' }],
};

/** Deleted leads: found, chosen, brought back. */
export function TrashedLeads() {
  const [view, setView] = useState(NEWEST_FIRST);
  const fields = useLeadFilters();
  const source = useLiveWindow({ query: 'leads.list', args: { view, trash: true }, parse: parseTrashLead });
  const [selection, setSelection] = useListSelection(source.id);
  const columns = useColumns();
  const restore = useRestore();
  const mayRestore = usePermission('delete', 'leads');
  return (
    <>
      <div className="shrink-0 px-4 py-2">
        <FilterBar fields={fields} view={view} onViewChange={setView} noun={NOUN} total={source.total} />
      </div>
      <DataTable
        tableId="trash-leads"
        label="Deleted leads"
        source={source}
        columns={columns}
        noun={NOUN}
        rowLabel={leadName}
        sort={view.sort}
        onSortChange={(sort) => setView({ ...view, sort: [...sort] })}
        selection={mayRestore ? selection : undefined}
        onSelectionChange={mayRestore ? setSelection : undefined}
        bulkActions={({ clear }) => (
          <RestoreButton
            onRestore={() => {
              restore(selectedKeys(selection, source.loadKeys));
              clear();
            }}
          />
        )}
        onOpen={mayRestore ? (row) => restore(Promise.resolve([row.key])) : undefined}
        empty={
          <ListEmpty
            noun={NOUN}
            view={view}
            fields={fields}
            onViewChange={setView}
            firstUse={<NothingDeleted />}
          />
        }
      />
      {mayRestore && source.total > 0 ? (
        <p className="shrink-0 border-t border-border px-4 py-2 text-xs text-muted">
          <Kbd keys="enter" /> brings the lead under the cursor back · <Kbd keys="x" /> selects several
        </p>
      ) : null}
    </>
  );
}

function NothingDeleted() {
  return (
    <EmptyState
      icon={<Trash2Icon aria-hidden />}
      title="No deleted leads"
      description="Leads you move to the trash wait here and can be brought back."
    />
  );
}

function RestoreButton({ onRestore }: { readonly onRestore: () => void }) {
  useCommands([
    {
      id: 'trash.restore',
      title: 'Restore the selected leads',
      group: 'Trash',
      icon: ArchiveRestoreIcon,
      shortcut: 'r',
      run: onRestore,
    },
  ]);
  return (
    <Button size="sm" onClick={onRestore}>
      <ArchiveRestoreIcon /> Restore <Kbd keys="r" />
    </Button>
  );
}

/** Restores and says what came of it. */
function useRestore(): (keys: Promise<readonly string[]>) => void {
  const { client } = useDesktop();
  async function run(keys: Promise<readonly string[]>): Promise<void> {
    try {
      const { rows, taken, group } = await restoreLeads(client, await keys);
      const title = rows === 0 ? 'Nothing restored' : `${formatNoun(rows, NOUN)} restored`;
      const action = { label: 'Undo', run: () => void undoAction(client, group ?? undefined) };
      showToast({ title, description: takenText(taken), action: group === null ? undefined : action });
      announce(title);
    } catch (cause) {
      showToast({ title: 'Not restored', description: AppError.from(cause).hint, tone: 'error' });
    }
  }
  return (keys) => void run(keys);
}

function takenText(taken: number): string | undefined {
  if (taken === 0) return undefined;
  return taken === 1
    ? 'One stays here: its client has another lead with the same address by now.'
    : `${formatNoun(taken, NOUN)} stay here: their clients have other leads with the same addresses by now.`;
}

function useColumns(): readonly DataColumn<TrashLead>[] {
  const deleter = useDeleters();
  return useMemo(
    () => [
      {
        id: 'name',
        header: 'Name',
        sortField: 'last_name',
        width: 160,
        cell: (lead) => <span className="font-medium">{leadName(lead)}</span>,
      },
      {
        id: 'email',
        header: 'E-mail',
        sortField: 'email',
        width: 190,
        grow: true,
        cell: (lead) => lead.email,
      },
      {
        id: 'client',
        header: 'Client',
        sortField: 'client_name',
        width: 150,
        cell: (lead) => lead.client_name,
      },
      {
        id: 'deleted_at',
        header: 'Deleted',
        sortField: 'deleted_at',
        width: 120,
        cell: (lead) => <RelativeTime at={lead.deleted_at} />,
      },
      {
        id: 'deleter',
        header: 'By',
        width: 130,
        cell: (lead) => deleter(lead.client_id, lead.deleted_at) ?? NO_VALUE,
      },
      { id: 'left', header: 'Left', width: 105, cell: (lead) => <DaysLeft deletedAt={lead.deleted_at} /> },
    ],
    [deleter],
  );
}
