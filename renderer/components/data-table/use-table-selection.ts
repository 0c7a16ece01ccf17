import { useRef } from 'react';

import { announce } from '../../lib/announcer.ts';
import { formatNoun } from '../../lib/format.ts';
import type { DataTableProps } from './data-table.tsx';
import { selectRange } from './select-range.ts';
import {
  EVERYTHING_SELECTED,
  headerState,
  NOTHING_SELECTED,
  selectedCount,
  toggleSelected,
} from './selection.ts';
import type { Selection } from './selection.ts';

export type TableSelection = {
  readonly selection: Selection;
  readonly isOffered: boolean;
  readonly change: (selection: Selection) => void;
  readonly toggleRow: (index: number) => void;
  readonly toggleAll: () => void;
  /** Selects from the last place selected, or from `from`, to a row. */
  readonly extend: (from: number, to: number) => void;
  /** The next range starts here. */
  readonly anchorAt: (index: number) => void;
};

type Props<Row> = Pick<DataTableProps<Row>, 'source' | 'selection' | 'onSelectionChange' | 'noun'>;

/** Selecting rows one by one, in ranges and all at once, said aloud. */
export function useTableSelection<Row>(props: Props<Row>): TableSelection {
  const { source, onSelectionChange, noun } = props;
  const selection = props.selection ?? NOTHING_SELECTED;
  const anchor = useRef<number | null>(null);

  function change(next: Selection): void {
    if (!onSelectionChange) return;
    onSelectionChange(next);
    announce(`${formatNoun(selectedCount(next, source.total), noun)} selected`);
  }

  async function selectTo(from: number, to: number): Promise<void> {
    change(await selectRange(selection, source, from, to));
  }

  return {
    selection,
    isOffered: onSelectionChange !== undefined,
    change,
    toggleRow(index) {
      const row = source.rowAt(index);
      if (!row) return;
      anchor.current = index;
      change(toggleSelected(selection, row.key));
    },
    toggleAll: () =>
      change(headerState(selection, source.total) === 'all' ? NOTHING_SELECTED : EVERYTHING_SELECTED),
    extend(from, to) {
      if (!onSelectionChange) return;
      anchor.current ??= from;
      selectTo(anchor.current, to).catch(() => announce('These rows could not be selected'));
    },
    anchorAt(index) {
      anchor.current = index;
    },
  };
}
