import type { KeyboardEvent, MouseEvent, RefObject } from 'react';

import { cellOf, isOnControl } from './grid-event.ts';
import type { CellAt } from './grid-event.ts';
import type { GridColumn } from './grid-column.ts';
import { moveInGrid } from './grid-position.ts';
import type { GridPosition } from './grid-position.ts';
import { rowsPerPage } from './scroll-to-row.ts';
import type { CellEditing } from './use-cell-editing.ts';
import type { TableActs } from './use-table-acts.ts';
import type { TableSelection } from './use-table-selection.ts';

type Options<Row> = {
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly columns: readonly GridColumn<Row>[];
  readonly total: number;
  readonly rowHeight: number;
  readonly cursorRow: number;
  readonly select: TableSelection;
  readonly edit: CellEditing;
  readonly acts: TableActs;
  readonly openMenu: (columnId: string) => void;
};

export type GridEvents = {
  readonly onKeyDown: (event: KeyboardEvent<HTMLDivElement>) => void;
  readonly onClick: (event: MouseEvent<HTMLDivElement>) => void;
  readonly onDoubleClick: (event: MouseEvent<HTMLDivElement>) => void;
};

/** Keys and pointer of the whole grid, listened to once. What a control inside a cell does stays its own. */
export function useGridEvents<Row>(options: Options<Row>): GridEvents {
  const { gridRef, columns, total, rowHeight, select, edit, acts } = options;

  function pressCell(at: GridPosition, event: KeyboardEvent): void {
    if (at.row === -1) acts.pressHeader(at.column, event.shiftKey);
    else if (columns[at.column]?.kind === 'select') select.toggleRow(at.row);
    else if (event.key === 'Enter') acts.open?.();
    else acts.peek?.();
  }

  function moveTo(next: GridPosition, from: CellAt, extend: boolean): void {
    if (extend && next.row !== from.row && next.row >= 0) select.extend(from.row, next.row);
    else if (next.row >= 0) select.anchorAt(next.row);
    acts.moveCursor(next);
  }

  function clickRow(at: CellAt, event: MouseEvent): void {
    if (event.shiftKey) select.extend(options.cursorRow, at.row);
    else if (columns[at.column]?.kind === 'select' || event.ctrlKey || event.metaKey)
      select.toggleRow(at.row);
    else select.anchorAt(at.row);
  }

  return {
    onKeyDown(event) {
      const at = cellOf(event.target);
      if (!at || event.target !== at.element || event.defaultPrevented) return;
      if (event.altKey) {
        const column = columns[at.column];
        if (event.key !== 'ArrowDown' || at.row !== -1 || column?.kind !== 'data') return;
        event.preventDefault();
        options.openMenu(column.id);
        return;
      }
      const size = {
        rows: total,
        columns: columns.length,
        pageRows: rowsPerPage(gridRef.current, rowHeight),
      };
      const next = moveInGrid(at, { key: event.key, mod: event.ctrlKey || event.metaKey }, size);
      if (!next && event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      if (next) moveTo(next, at, event.shiftKey);
      else pressCell(at, event);
    },
    onClick(event) {
      const at = cellOf(event.target);
      if (!at) return;
      const onControl = isOnControl(event.target);
      if (at.row === -1) {
        if (!onControl) acts.pressHeader(at.column, event.shiftKey);
        return;
      }
      if (!onControl) clickRow(at, event);
      acts.moveCursor(at, !onControl);
    },
    onDoubleClick(event) {
      const at = cellOf(event.target);
      if (!at || at.row < 0 || isOnControl(event.target) || columns[at.column]?.kind !== 'data') return;
      if (!edit.start(at)) acts.openRow(at.row);
    },
  };
}
