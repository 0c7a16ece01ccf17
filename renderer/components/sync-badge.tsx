import {
  CheckIcon,
  CircleXIcon,
  CloudUploadIcon,
  GitCompareArrowsIcon,
  HardDriveIcon,
  PencilLineIcon,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';

import { cn } from '../lib/class-names.ts';
import type { RowState } from '../lib/typed-row.ts';
import { Tooltip } from '../ui/tooltip.tsx';

type SyncText = {
  readonly word: string;
  readonly explanation: string;
  readonly icon: LucideIcon;
  readonly className: string;
};

/** The one language for where a change stands. */
export const SYNC_TEXTS: Readonly<Record<RowState, SyncText>> = {
  saving: {
    word: 'Saving',
    explanation: 'Being stored on this device.',
    icon: PencilLineIcon,
    className: 'text-muted',
  },
  saved_here: {
    word: 'Saved here',
    explanation: 'Stored on this device. It goes to the server by itself.',
    icon: HardDriveIcon,
    className: 'text-muted',
  },
  waiting: {
    word: 'Waiting',
    explanation: 'Sent; waiting for the server to confirm.',
    icon: CloudUploadIcon,
    className: 'text-muted',
  },
  synced: {
    word: 'Synced',
    explanation: 'The same here and on the server.',
    icon: CheckIcon,
    className: 'text-muted',
  },
  rejected: {
    word: 'Rejected',
    explanation: 'The server did not accept this change. Open Pending to see why.',
    icon: CircleXIcon,
    className: 'text-critical',
  },
  conflict: {
    word: 'Conflict',
    explanation: 'Someone else changed the same value. Open Pending to choose.',
    icon: GitCompareArrowsIcon,
    className: 'text-at-risk',
  },
};

type SyncBadgeProps = {
  readonly state: RowState;
  /** `icon` draws the sign alone, with the words in a tooltip and for screen readers. */
  readonly variant?: 'icon' | 'word';
  readonly className?: string | undefined;
};

/** Where a row's latest change stands: Saved here, Waiting, Synced, Rejected or Conflict. */
export function SyncBadge({ state, variant = 'word', className }: SyncBadgeProps) {
  const text = SYNC_TEXTS[state];
  const Icon = text.icon;
  return (
    <Tooltip content={`${text.word}. ${text.explanation}`}>
      <span className={cn('inline-flex items-center gap-1 text-xs', className)}>
        <Icon aria-hidden className={cn('size-3.5 shrink-0', text.className)} />
        <span className={variant === 'icon' ? 'sr-only' : undefined}>{text.word}</span>
      </span>
    </Tooltip>
  );
}
