import { Link } from '@tanstack/react-router';
import { CopyIcon, RotateCwIcon, Undo2Icon } from 'lucide-react';
import type { KeyboardEvent } from 'react';

import type { PendingEntry } from '../../../shared/contracts/desktop/pending.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { SyncBadge } from '../../components/sync-badge.tsx';
import { parseAddress } from '../../lib/address.ts';
import { formatNoun } from '../../lib/format.ts';
import { leaveItem } from '../../lib/move-among.ts';
import { usePreferences } from '../../stores/preferences-store.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Kbd } from '../../ui/kbd.tsx';

/** Marks what `j` and `k` step through. */
export const PENDING_ITEM = 'data-pending-item';

type PendingEntryProps = {
  readonly entry: PendingEntry;
  readonly onDiscard: () => void;
  readonly onRetry: () => void;
  readonly onCopy: () => void;
};

/** One change: what it does, where it stands, why it was refused, and what can be done. */
export function PendingEntryItem({ entry, onDiscard, onRetry, onCopy }: PendingEntryProps) {
  const singleKeys = usePreferences((state) => state.singleKeys);
  const isRejected = entry.state === 'rejected';
  const canDiscard = entry.state !== 'waiting';

  function handleKey(event: KeyboardEvent): void {
    if (!singleKeys || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === 'd' && canDiscard) {
      leaveItem(PENDING_ITEM, event.currentTarget);
      onDiscard();
    } else if (key === 'r' && isRejected) {
      leaveItem(PENDING_ITEM, event.currentTarget);
      onRetry();
    } else if (key === 'y') onCopy();
    else return;
    event.preventDefault();
  }

  return (
    <li
      onKeyDown={handleKey}
      className="-mx-2 flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 rounded-control px-2 py-2 focus-within:bg-raised hover:bg-raised"
    >
      <span className="w-24 shrink-0">
        <SyncBadge state={entry.state} />
      </span>
      <div className="min-w-60 grow basis-0">
        <Summary entry={entry} />
        <p className="text-xs text-muted">
          <RelativeTime at={entry.at} />
          {entry.rows > 1 ? ` · ${formatNoun(entry.rows, { one: 'row', other: 'rows' })}` : ''}
        </p>
        {entry.reason === null ? null : <p className="mt-1 text-sm">{entry.reason}</p>}
      </div>
      <span className="flex shrink-0 items-center gap-1.5">
        {isRejected ? (
          <Button size="sm" onClick={onRetry}>
            <RotateCwIcon /> Send again {singleKeys ? <Kbd keys="r" /> : null}
          </Button>
        ) : null}
        {canDiscard ? (
          <Button size="sm" onClick={onDiscard}>
            <Undo2Icon /> Discard {singleKeys ? <Kbd keys="d" /> : null}
          </Button>
        ) : null}
        <IconButton label="Copy details" shortcut="y" onClick={onCopy}>
          <CopyIcon />
        </IconButton>
      </span>
    </li>
  );
}

function Summary({ entry }: { readonly entry: PendingEntry }) {
  const link = addressOf(entry);
  const mark = { [PENDING_ITEM]: true };
  return link === null ? (
    <p tabIndex={-1} {...mark} className="text-sm font-medium">
      {entry.summary}
    </p>
  ) : (
    <Link {...parseAddress(link)} {...mark} className="rounded-[4px] text-sm font-medium hover:text-accent">
      {entry.summary}
    </Link>
  );
}

/** Where the changed thing can be seen; null when it has no page of its own. */
function addressOf({ entityType, entityId }: PendingEntry): string | null {
  if (entityId === null) return null;
  if (entityType === 'client') return `/clients/${entityId}`;
  if (entityType === 'lead') return `/leads?lead=${entityId}`;
  return null;
}
