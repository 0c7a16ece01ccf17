import { CloudCheckIcon, RefreshCwIcon } from 'lucide-react';

import { AppError } from '../../../shared/kernel/app-error.ts';
import { useCommands } from '../../app/commands/use-commands.ts';
import { LiveContent, StaleNote } from '../../components/live-content.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useDesktopStatus } from '../../hooks/use-desktop-status.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import type { DesktopClient } from '../../lib/desktop-client.ts';
import { useDesktop } from '../../lib/desktop-context.ts';
import { formatTime } from '../../lib/format.ts';
import { moveAmong } from '../../lib/move-among.ts';
import { parseConflictRow } from '../../lib/rows/history-rows.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { showToast } from '../../ui/toast.tsx';
import { ConflictList } from './conflict-list.tsx';
import { PendingEntries } from './pending-entries.tsx';
import { PENDING_ITEM } from './pending-entry.tsx';
import { StateCounts } from './state-counts.tsx';
import { usePending } from './use-pending.ts';

const NO_ARGS = {};

/** Everything this device changed that is not settled: conflicts, refused changes, changes on their way. */
export function PendingScreen() {
  const { client } = useDesktop();
  const pending = usePending();
  const conflicts = useLiveQuery({ query: 'conflicts.open', args: NO_ARGS, parse: parseConflictRow });
  const syncNow = () => void sync(client);
  usePendingCommands(syncNow);
  const openConflicts = conflicts.status === 'ready' ? conflicts.rows : [];
  const isSettled =
    pending.status === 'ready' &&
    pending.total === 0 &&
    conflicts.status === 'ready' &&
    openConflicts.length === 0;
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Pending changes' }]}
        aside={<StaleNote />}
        actions={
          <Button onClick={syncNow}>
            <RefreshCwIcon /> Sync now <Kbd keys="s" />
          </Button>
        }
      />
      <div className="min-h-0 grow overflow-y-auto">
        <div className="mx-auto flex max-w-260 flex-col gap-9 px-6 py-6">
          {isSettled ? (
            <Settled />
          ) : pending.status === 'ready' ? (
            <StateCounts counts={pending.counts} conflicts={openConflicts.length} />
          ) : null}
          <LiveContent live={conflicts} noun="conflicts" lines={2}>
            {(rows) => <ConflictList conflicts={rows} />}
          </LiveContent>
          {pending.status === 'loading' ? <Loading /> : null}
          {pending.status === 'failed' ? (
            <ErrorState
              title="The pending changes could not be read"
              hint={pending.error.hint}
              action={<Button onClick={pending.retry}>Try again</Button>}
            />
          ) : null}
          {pending.status === 'ready' ? <PendingEntries {...pending} /> : null}
        </div>
      </div>
    </>
  );
}

function usePendingCommands(onSync: () => void): void {
  const group = 'Pending changes';
  useCommands([
    { id: 'pending.sync', title: 'Sync now', group, shortcut: 's', icon: RefreshCwIcon, run: onSync },
    {
      id: 'pending.next',
      title: 'Next change',
      group,
      shortcut: 'j',
      inPalette: false,
      run: () => moveAmong(PENDING_ITEM, 1),
    },
    {
      id: 'pending.previous',
      title: 'Previous change',
      group,
      shortcut: 'k',
      inPalette: false,
      run: () => moveAmong(PENDING_ITEM, -1),
    },
  ]);
}

function Settled() {
  const asOf = useDesktopStatus()?.asOf;
  return (
    <EmptyState
      icon={<CloudCheckIcon aria-hidden />}
      title="Everything is synced"
      description={`All you changed on this device is on the server${asOf ? `, and this device has everything up to ${formatTime(asOf)}` : ''}. Changes made without a connection wait here until it is back.`}
    />
  );
}

async function sync({ pending }: DesktopClient): Promise<void> {
  try {
    await pending.syncNow();
  } catch (cause) {
    showToast({ title: 'Not sent', description: AppError.from(cause).hint, tone: 'error' });
  }
}

function Loading() {
  return (
    <div role="status" aria-label="Loading pending changes" className="flex flex-col gap-3">
      <Skeleton className="w-1/2" />
      <Skeleton className="w-2/3" />
    </div>
  );
}
