import { useId } from 'react';
import type { ReactNode } from 'react';

import type { PendingEntry, PendingList } from '../../../shared/contracts/desktop/pending.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import type { DesktopClient } from '../../lib/desktop-client.ts';
import { useDesktop } from '../../lib/desktop-context.ts';
import { formatCount, formatNoun } from '../../lib/format.ts';
import { undoAction } from '../../lib/undo.ts';
import { showToast } from '../../ui/toast.tsx';
import { PendingEntryItem } from './pending-entry.tsx';

/** Refused changes, then those on their way in the order of sending. */
export function PendingEntries({ entries, total, counts }: Readonly<PendingList>) {
  const { client } = useDesktop();
  const line = (entry: PendingEntry) => (
    <PendingEntryItem
      key={entry.seq}
      entry={entry}
      onDiscard={() => void discard(client, entry)}
      onRetry={() => void retry(client, entry)}
      onCopy={() => void copy(entry)}
    />
  );
  const rejected = entries.filter((entry) => entry.state === 'rejected');
  const moving = entries.filter((entry) => entry.state !== 'rejected');
  return (
    <>
      <Group title="Rejected" hint="the server did not accept these" count={counts.rejected}>
        {rejected.map(line)}
      </Group>
      <Group
        title="On their way"
        hint="stored here, sent in this order"
        count={counts.saved_here + counts.waiting}
      >
        {moving.map(line)}
      </Group>
      {total > entries.length ? (
        <p className="text-sm text-muted">
          and {formatNoun(total - entries.length, { one: 'further change', other: 'further changes' })}
        </p>
      ) : null}
    </>
  );
}

type GroupProps = {
  readonly title: string;
  readonly hint: string;
  readonly count: number;
  readonly children: ReactNode;
};

function Group({ title, hint, count, children }: GroupProps) {
  const id = useId();
  if (count === 0) return null;
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1">
      <h2 id={id} className="text-base font-semibold">
        {title} {formatCount(count)} <span className="font-normal text-muted">{hint}</span>
      </h2>
      <ul className="flex flex-col">{children}</ul>
    </section>
  );
}

async function discard(client: DesktopClient, entry: PendingEntry): Promise<void> {
  try {
    const { group } = await client.pending.discard({ seq: entry.seq });
    const run = () => void undoAction(client, group);
    showToast({ title: 'Discarded', description: entry.summary, action: { label: 'Undo', run } });
  } catch (cause) {
    showToast({ title: 'Not discarded', description: AppError.from(cause).hint, tone: 'error' });
  }
}

async function retry(client: DesktopClient, entry: PendingEntry): Promise<void> {
  try {
    await client.pending.retry({ seq: entry.seq });
    showToast({ title: 'Sent again', description: entry.summary });
  } catch (cause) {
    showToast({ title: 'Not sent again', description: AppError.from(cause).hint, tone: 'error' });
  }
}

async function copy(entry: PendingEntry): Promise<void> {
  try {
    await navigator.clipboard.writeText(JSON.stringify(entry, null, 2));
    showToast({ title: 'Details copied' });
  } catch {
    showToast({ title: 'Not copied', description: 'The browser does not allow it here.', tone: 'error' });
  }
}
