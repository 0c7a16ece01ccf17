import { CloudCheckIcon, RefreshCwIcon } from 'lucide-react';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';

import type { PendingEntry } from '../../../shared/contracts/desktop/pending.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { useCommands } from '../../app/commands/use-commands.ts';
import { LiveContent, StaleNote } from '../../components/live-content.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useDesktop } from '../../lib/desktop-context.ts';
import { formatCount, formatNoun } from '../../lib/format.ts';
import { moveAmong } from '../../lib/move-among.ts';
import { parseConflictRow } from '../../lib/rows/history-rows.ts';
import { AlertDialog } from '../../ui/alert-dialog.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { showToast } from '../../ui/toast.tsx';
import { ConflictList } from './conflict-list.tsx';
import { PENDING_ITEM, PendingEntryItem } from './pending-entry.tsx';
import { usePending } from './use-pending.ts';

const NO_ARGS = {};

/** Everything this device changed that is not settled: conflicts, refused changes, changes on their way. */
export function PendingScreen() {
  const { client } = useDesktop();
  const pending = usePending();
  const conflicts = useLiveQuery({ query: 'conflicts.open', args: NO_ARGS, parse: parseConflictRow });
  const syncNow = () => report('Not sent', client.pending.syncNow());
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
          {isSettled ? <Settled /> : null}
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
          {pending.status === 'ready' ? <Entries entries={pending.entries} total={pending.total} /> : null}
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
  return (
    <EmptyState
      icon={<CloudCheckIcon aria-hidden />}
      title="Everything is synced"
      description="All you changed on this device is on the server. Changes made without a connection wait here until it is back."
    />
  );
}

function Loading() {
  return (
    <div role="status" aria-label="Loading pending changes" className="flex flex-col gap-3">
      <Skeleton className="w-1/2" />
      <Skeleton className="w-2/3" />
    </div>
  );
}

type EntriesProps = { readonly entries: readonly PendingEntry[]; readonly total: number };

function Entries({ entries, total }: EntriesProps) {
  const { client } = useDesktop();
  const [discarding, setDiscarding] = useState<PendingEntry | null>(null);
  const rejected = entries.filter((entry) => entry.state === 'rejected');
  const waiting = entries.filter((entry) => entry.state !== 'rejected');
  const line = (entry: PendingEntry) => (
    <PendingEntryItem
      key={entry.seq}
      entry={entry}
      onDiscard={() => setDiscarding(entry)}
      onRetry={() => report('Not sent again', client.pending.retry({ seq: entry.seq }))}
      onCopy={() => copy(entry)}
    />
  );
  return (
    <>
      <Group title="Rejected" hint="the server did not accept these" entries={rejected}>
        {rejected.map(line)}
      </Group>
      <Group title="On their way" hint="stored here, sent in this order" entries={waiting}>
        {waiting.map(line)}
      </Group>
      {total > entries.length ? (
        <p className="text-sm text-muted">
          and {formatNoun(total - entries.length, { one: 'further change', other: 'further changes' })}
        </p>
      ) : null}
      <DiscardDialog
        entry={discarding}
        onClose={() => setDiscarding(null)}
        onConfirm={(seq) => report('Not discarded', client.pending.discard({ seq }))}
      />
    </>
  );
}

type GroupProps = {
  readonly title: string;
  readonly hint: string;
  readonly entries: readonly PendingEntry[];
  readonly children: ReactNode;
};

function Group({ title, hint, entries, children }: GroupProps) {
  const id = useId();
  if (entries.length === 0) return null;
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1">
      <h2 id={id} className="text-base font-semibold">
        {title} {formatCount(entries.length)} <span className="font-normal text-muted">{hint}</span>
      </h2>
      <ul className="flex flex-col">{children}</ul>
    </section>
  );
}

type DiscardDialogProps = {
  readonly entry: PendingEntry | null;
  readonly onClose: () => void;
  readonly onConfirm: (seq: number) => void;
};

function DiscardDialog({ entry, onClose, onConfirm }: DiscardDialogProps) {
  return (
    <AlertDialog
      open={entry !== null}
      onOpenChange={(open) => !open && onClose()}
      title="Discard this change?"
      description={
        <>
          “{entry?.summary}” is forgotten and what it changed goes back to what the server has. This cannot be
          undone.
        </>
      }
      confirmLabel="Discard the change"
      cancelLabel="Keep it"
      onConfirm={() => {
        if (entry) onConfirm(entry.seq);
      }}
    />
  );
}

function report(title: string, work: Promise<unknown>): void {
  work.catch((cause: unknown) => {
    showToast({ title, description: AppError.from(cause).hint, tone: 'error' });
  });
}

function copy(entry: PendingEntry): void {
  navigator.clipboard.writeText(JSON.stringify(entry, null, 2)).then(
    () => showToast({ title: 'Details copied' }),
    () =>
      showToast({
        title: 'Not copied',
        description: 'The browser does not allow it here.',
        tone: 'error',
      }),
  );
}
