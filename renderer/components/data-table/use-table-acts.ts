import type { RefObject } from 'react';

import type { Sort } from '../../../shared/domain/list-view/list-view.ts';
import { announce } from '../../lib/announcer.ts';
import type { DataTableProps } from './data-table.tsx';
import type { GridColumn } from './grid-column.ts';
import type { GridPosition } from './grid-position.ts';
import { sortText, toggleSort } from './sorting.ts';
import type { GridCursor } from './use-grid-cursor.ts';
import type { TableSelection } from './use-table-selection.ts';

type Options<Row> = {
  readonly props: DataTableProps<Row>;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly columns: readonly GridColumn<Row>[];
  readonly cursor: GridCursor;
  readonly select: TableSelection;
};

export type TableActs = {
  readonly changeSort: (sort: readonly Sort[]) => void;
  /** Moves the cursor; an open detail panel follows. */
  readonly moveCursor: (to: GridPosition, focus?: boolean) => void;
  /** One row down or up; from outside the grid, into it. */
  readonly step: (by: -1 | 1) => void;
  readonly pressHeader: (column: number, additive: boolean) => void;
  readonly openRow: (index: number) => void;
  /** On the cursor's row; null where it cannot be done. */
  readonly open: (() => void) | null;
  readonly peek: (() => void) | null;
};

/** What keys, pointer and commands have in common: moving, sorting, opening, peeking. */
export function useTableActs<Row>({ props, gridRef, columns, cursor, select }: Options<Row>): TableActs {
  const { source, onOpen, onPeek, peekKey } = props;
  const { position } = cursor;
  const current = position.row < 0 ? undefined : source.rowAt(position.row);

  function changeSort(next: readonly Sort[]): void {
    props.onSortChange(next);
    announce(sortText(next, props.columns));
  }

  function moveCursor(next: GridPosition, focus = true): void {
    cursor.moveTo(next, { focus });
    const row = source.rowAt(next.row);
    if (peekKey != null && row && row.key !== peekKey) onPeek?.(row);
  }

  return {
    changeSort,
    moveCursor,
    step(by) {
      const isInGrid = gridRef.current?.contains(document.activeElement) ?? false;
      const row = isInGrid ? position.row + by : position.row;
      moveCursor({ row: Math.min(source.total - 1, Math.max(0, row)), column: position.column });
    },
    pressHeader(column, additive) {
      const pressed = columns[column];
      if (pressed?.kind === 'select') select.toggleAll();
      if (pressed?.kind === 'data' && pressed.column.sortField)
        changeSort(toggleSort(props.sort, pressed.column.sortField, additive));
    },
    openRow(index) {
      const row = source.rowAt(index);
      if (row) onOpen?.(row);
    },
    open: onOpen && current ? () => onOpen(current) : null,
    peek: onPeek && current ? () => onPeek(current.key === peekKey ? null : current) : null,
  };
}
