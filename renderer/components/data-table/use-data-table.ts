import { useState } from 'react';
import type { KeyboardEvent, MouseEvent, RefObject } from 'react';

import type { Sort } from '../../../shared/domain/list-view/list-view.ts';
import { useStableCallback } from '../../hooks/use-stable-callback.ts';
import { announce } from '../../lib/announcer.ts';
import type { DataTableProps } from './data-table.tsx';
import { cellOf, isOnControl } from './grid-event.ts';
import type { CellAt } from './grid-event.ts';
import { moveInGrid } from './grid-position.ts';
import type { GridPosition } from './grid-position.ts';
import { rowsPerPage } from './scroll-to-row.ts';
import { EVERYTHING_SELECTED, NOTHING_SELECTED, selectedCount } from './selection.ts';
import { sortText, toggleSort } from './sorting.ts';
import { useTableCommands } from './table-commands.ts';
import { useCellEditing } from './use-cell-editing.ts';
import { useGridColumns } from './use-grid-columns.ts';
import { useGridCursor } from './use-grid-cursor.ts';
import { useRowWindow } from './use-row-window.ts';
import { useTableSelection } from './use-table-selection.ts';

/** Everything a `DataTable` does: cursor, keys, pointer, selection, sorting, editing. */
export function useDataTable<Row>(
  props: DataTableProps<Row>,
  gridRef: RefObject<HTMLDivElement | null>,
  rowHeight: number,
) {
  const { source, sort, noun, onOpen, onPeek, peekKey } = props;
  const { columns, layout } = useGridColumns(props);
  const firstDataColumn = columns.findIndex((column) => column.kind === 'data');
  const cursor = useGridCursor({ gridRef, source, columns: columns.length, firstDataColumn, rowHeight });
  const { position } = cursor;
  const rowIndexes = useRowWindow({ gridRef, source, rowHeight, keepRow: position.row });
  const select = useTableSelection(props);
  const edit = useCellEditing({ source, columns, cursor });
  const [menuColumn, setMenuColumn] = useState<string | null>(null);
  const currentRow = position.row < 0 ? undefined : source.rowAt(position.row);
  const peek = onPeek && currentRow ? () => onPeek(currentRow.key === peekKey ? null : currentRow) : null;
  const open = onOpen && currentRow ? () => onOpen(currentRow) : null;

  function changeSort(next: readonly Sort[]): void {
    props.onSortChange(next);
    announce(sortText(next, props.columns));
  }

  function moveCursor(next: GridPosition, focus = true): void {
    cursor.moveTo(next, { focus });
    const row = source.rowAt(next.row);
    if (peekKey != null && row && row.key !== peekKey) onPeek?.(row);
  }

  function step(by: -1 | 1): void {
    const isInGrid = gridRef.current?.contains(document.activeElement) ?? false;
    const row = isInGrid ? position.row + by : position.row;
    moveCursor({ row: Math.min(source.total - 1, Math.max(0, row)), column: position.column });
  }

  function pressHeader(column: number, additive: boolean): void {
    const pressed = columns[column];
    if (pressed?.kind === 'select') select.toggleAll();
    if (pressed?.kind === 'data' && pressed.column.sortField)
      changeSort(toggleSort(sort, pressed.column.sortField, additive));
  }

  function pressCell(at: GridPosition, event: KeyboardEvent): void {
    if (at.row === -1) pressHeader(at.column, event.shiftKey);
    else if (columns[at.column]?.kind === 'select') select.toggleRow(at.row);
    else if (event.key === 'Enter') open?.();
    else peek?.();
  }

  function handleKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const at = cellOf(event.target);
    if (!at || event.target !== at.element || event.defaultPrevented) return;
    if (event.altKey) {
      const column = columns[at.column];
      if (event.key !== 'ArrowDown' || at.row !== -1 || column?.kind !== 'data') return;
      event.preventDefault();
      setMenuColumn(column.id);
      return;
    }
    const size = {
      rows: source.total,
      columns: columns.length,
      pageRows: rowsPerPage(gridRef.current, rowHeight),
    };
    const next = moveInGrid(at, { key: event.key, mod: event.ctrlKey || event.metaKey }, size);
    if (next) {
      event.preventDefault();
      if (event.shiftKey && next.row !== at.row && next.row >= 0) select.extend(at.row, next.row);
      else if (next.row >= 0) select.anchorAt(next.row);
      moveCursor(next);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      pressCell(at, event);
    }
  }

  function handleClick(event: MouseEvent<HTMLDivElement>): void {
    const at = cellOf(event.target);
    if (!at) return;
    const onControl = isOnControl(event.target);
    if (at.row === -1) {
      if (!onControl) pressHeader(at.column, event.shiftKey);
      return;
    }
    if (!onControl) clickRow(at, event);
    moveCursor(at, !onControl);
  }

  function clickRow(at: CellAt, event: MouseEvent): void {
    if (event.shiftKey) select.extend(position.row, at.row);
    else if (columns[at.column]?.kind === 'select' || event.ctrlKey || event.metaKey)
      select.toggleRow(at.row);
    else select.anchorAt(at.row);
  }

  function handleDoubleClick(event: MouseEvent<HTMLDivElement>): void {
    const at = cellOf(event.target);
    if (!at || at.row < 0 || isOnControl(event.target) || columns[at.column]?.kind !== 'data') return;
    const row = source.rowAt(at.row);
    if (!edit.start(at) && row) onOpen?.(row);
  }

  useTableCommands(
    {
      hasRows: source.total > 0,
      hasSelection: selectedCount(select.selection, source.total) > 0,
      move: step,
      toggleSelect: select.isOffered ? () => select.toggleRow(position.row) : null,
      selectAll: select.isOffered ? () => select.change(EVERYTHING_SELECTED) : null,
      clearSelection: () => select.change(NOTHING_SELECTED),
      peek,
      open,
      edit: edit.isOffered ? edit.startHere : null,
    },
    noun,
  );

  return {
    columns,
    layout,
    rowIndexes,
    cursor: position,
    editing: edit.editing,
    menuColumn,
    setMenuColumn,
    changeSort,
    changeSelection: select.change,
    endEdit: useStableCallback(edit.end),
    handleKeyDown,
    handleClick,
    handleDoubleClick,
  };
}
