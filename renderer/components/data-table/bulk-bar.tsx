import { XIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import { formatCount, formatNoun } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';

type BulkBarProps = {
  readonly count: number;
  readonly total: number;
  readonly noun: { readonly one: string; readonly other: string };
  readonly onSelectAll: () => void;
  readonly onClear: () => void;
  readonly children: ReactNode;
};

/** What can be done with the selected rows. Stands below the table and takes its own room, so it hides no row. */
export function BulkBar({ count, total, noun, onSelectAll, onClear, children }: BulkBarProps) {
  return (
    <div
      role="toolbar"
      aria-label={`Actions on ${formatNoun(count, noun)}`}
      className="flex h-11 shrink-0 items-center gap-3 border-t border-accent/40 bg-selected px-4"
    >
      <span className="text-sm font-medium">{formatNoun(count, noun)} selected</span>
      {count < total ? (
        <Button size="sm" variant="ghost" className="text-accent" onClick={onSelectAll}>
          Select all {formatCount(total)}
        </Button>
      ) : null}
      <div className="ml-auto flex items-center gap-2">{children}</div>
      <IconButton label="Clear selection" shortcut="esc" onClick={onClear}>
        <XIcon />
      </IconButton>
    </div>
  );
}
