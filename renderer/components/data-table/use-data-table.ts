import { useState } from 'react';
import type { RefObject } from 'react';

import { useStableCallback } from '../../hooks/use-stable-callback.ts';
import type { DataTableProps } from './data-table.tsx';
import { EVERYTHING_SELECTED, NOTHING_SELECTED, selectedCount } from './selection.ts';
import { useTableCommands } from './table-commands.ts';
import { useCellEditing } from './use-cell-editing.ts';
import { useGridColumns } from './use-grid-columns.ts';
import { useGridCursor } from './use-grid-cursor.ts';
import { useGridEvents } from './use-grid-events.ts';
import { useRowWindow } from './use-row-window.ts';
import { useTableActs } from './use-table-acts.ts';
import { useTableSelection } from './use-table-selection.ts';

/** Everything a `DataTable` does: cursor, keys, pointer, selection, sorting, editing. */
export function useDataTable<Row>(
  props: DataTableProps<Row>,
  gridRef: RefObject<HTMLDivElement | null>,
  rowHeight: number,
) {
  const { source } = props;
  const { columns, layout } = useGridColumns(props);
  const firstDataColumn = columns.findIndex((column) => column.kind === 'data');
  const cursor = useGridCursor({ gridRef, source, columns: columns.length, firstDataColumn, rowHeight });
  const { row: cursorRow } = cursor.position;
  const rowIndexes = useRowWindow({ gridRef, source, rowHeight, keepRow: cursorRow });
  const select = useTableSelection(props);
  const edit = useCellEditing({ source, columns, cursor });
  const acts = useTableActs({ props, gridRef, columns, cursor, select });
  const [menuColumn, setMenuColumn] = useState<string | null>(null);

  useTableCommands(
    {
      hasRows: source.total > 0,
      hasSelection: selectedCount(select.selection, source.total) > 0,
      move: acts.step,
      toggleSelect: select.isOffered ? () => select.toggleRow(cursorRow) : null,
      selectAll: select.isOffered ? () => select.change(EVERYTHING_SELECTED) : null,
      clearSelection: () => select.change(NOTHING_SELECTED),
      peek: acts.peek,
      open: acts.open,
      edit: edit.isOffered ? edit.startHere : null,
    },
    props.noun,
  );
  const events = useGridEvents({
    gridRef,
    columns,
    total: source.total,
    rowHeight,
    cursorRow,
    select,
    edit,
    acts,
    openMenu: setMenuColumn,
  });

  return {
    columns,
    layout,
    rowIndexes,
    cursor: cursor.position,
    editing: edit.editing,
    menuColumn,
    setMenuColumn,
    changeSort: useStableCallback(acts.changeSort),
    select,
    endEdit: useStableCallback(edit.end),
    events,
  };
}

export type DataTableModel<Row> = ReturnType<typeof useDataTable<Row>>;
