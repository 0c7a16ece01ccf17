import { useNavigate } from '@tanstack/react-router';
import { BuildingIcon } from 'lucide-react';
import { useMemo } from 'react';

import { dateInZone } from '../../../shared/kernel/time.ts';
import { ColumnsMenu } from '../../components/data-table/columns-menu.tsx';
import { DataTable } from '../../components/data-table/data-table.tsx';
import { WithDetailPanel } from '../../components/detail-panel.tsx';
import { FilterBar } from '../../components/filter-bar/filter-bar.tsx';
import { ListEmpty } from '../../components/list-empty.tsx';
import { StaleNote } from '../../components/live-content.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useAddressParam } from '../../hooks/use-address.ts';
import { useDesktopStatus } from '../../hooks/use-desktop-status.ts';
import { useLiveWindow } from '../../hooks/use-live-window.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { useNow } from '../../hooks/use-now.ts';
import { usePermission } from '../../hooks/use-permission.ts';
import { changeClient } from '../../lib/changes/client-changes.ts';
import { parseClientRow } from '../../lib/rows/client-row.ts';
import { useListView } from '../../stores/list-views-store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { clientColumns } from './client-columns.tsx';
import { useClientFilters } from './client-filters.ts';
import { ClientPeek } from './client-peek.tsx';

const NOUN = { one: 'client', other: 'clients' };
const TABLE = 'clients';

/** The person's clients with what tells how each is doing. */
export function ClientsScreen() {
  const [view, setView] = useListView(TABLE);
  const [peeked, setPeeked] = useAddressParam('peek');
  const navigate = useNavigate();
  const source = useLiveWindow({ query: 'clients.list', args: { view }, parse: parseClientRow });
  const fields = useClientFilters();
  const columns = useClientColumns();
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Clients' }]}
        aside={<StaleNote />}
        toolbar={
          <>
            <FilterBar fields={fields} view={view} onViewChange={setView} noun={NOUN} total={source.total} />
            <ColumnsMenu tableId={TABLE} columns={columns} />
          </>
        }
      />
      <WithDetailPanel
        panel={peeked === null ? null : <ClientPeek clientId={peeked} onClose={() => setPeeked(null)} />}
      >
        <DataTable
          tableId={TABLE}
          label="Clients"
          source={source}
          columns={columns}
          noun={NOUN}
          rowLabel={(client) => client.company_name}
          sort={view.sort}
          onSortChange={(sort) => setView({ ...view, sort: [...sort] })}
          peekKey={peeked}
          onPeek={(row) => setPeeked(row?.key ?? null)}
          onOpen={(row) => void navigate({ to: `/clients/${row.key}` })}
          empty={
            <ListEmpty
              noun={NOUN}
              view={view}
              fields={fields}
              onViewChange={setView}
              firstUse={
                <EmptyState
                  icon={<BuildingIcon aria-hidden />}
                  title="No clients are assigned to you"
                  description="An admin assigns clients to people. They appear here by themselves."
                />
              }
            />
          }
        />
      </WithDetailPanel>
    </>
  );
}

function useClientColumns() {
  const mutate = useMutation();
  const canEdit = usePermission('update', 'clients');
  const timeZone = useDesktopStatus()?.person?.time_zone ?? 'UTC';
  const today = dateInZone(useNow(60_000), timeZone);
  return useMemo(
    () =>
      clientColumns({
        canEdit,
        today,
        change: (row, before, after) => void mutate(changeClient(row.row, before, after)),
      }),
    // `mutate` is a new function on every draw and always does the same.
    // oxlint-disable-next-line react/exhaustive-deps
    [canEdit, today],
  );
}
