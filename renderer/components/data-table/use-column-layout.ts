import {
  columnOrderingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';

import { useStableCallback } from '../../hooks/use-stable-callback.ts';
import { EMPTY_LAYOUT, useTableLayouts } from '../../stores/table-layouts-store.ts';
import type { TableLayout } from '../../stores/table-layouts-store.ts';
import { completeOrder, moveAmongVisible, resolveUpdate } from './column-order.ts';
import { DEFAULT_WIDTH, MAX_WIDTH, MIN_WIDTH } from './data-column.ts';
import type { DataColumn } from './data-column.ts';

const features = tableFeatures({ columnOrderingFeature, columnSizingFeature, columnVisibilityFeature });
const NO_ROWS: readonly Record<string, unknown>[] = [];

export type LaidColumn<Row> = { readonly column: DataColumn<Row>; readonly width: number };

export type ColumnLayout<Row> = {
  /** Visible columns, in order, with their widths in pixels; the same array until the layout changes. */
  readonly visible: readonly LaidColumn<Row>[];
  /** All columns in order, with whether they show. */
  readonly all: readonly { readonly column: DataColumn<Row>; readonly visible: boolean }[];
  readonly setVisible: (columnId: string, visible: boolean) => void;
  /** Moves a column by -1 or +1 among the visible ones. */
  readonly move: (columnId: string, by: -1 | 1) => void;
  readonly setWidth: (columnId: string, width: number) => void;
  readonly reset: () => void;
};

/**
 * Order, width and visibility of a table's columns: TanStack Table holds the column model, rows never pass through
 * it. The first column always stands first and always shows.
 */
export function useColumnLayout<Row>(
  tableId: string,
  columns: readonly DataColumn<Row>[],
): ColumnLayout<Row> {
  'use no memo';
  const layout = useTableLayouts((state) => state.layouts[tableId]) ?? EMPTY_LAYOUT;
  const changeLayouts = useTableLayouts((state) => state.change);
  const change = (update: (layout: TableLayout) => TableLayout) => changeLayouts(tableId, update);
  const definitions = useMemo(() => columns.map(toDefinition), [columns]);
  const state = useMemo(() => columnState(layout, columns), [layout, columns]);

  const table = useTable({
    features,
    columns: definitions,
    data: NO_ROWS,
    state,
    onColumnOrderChange: (updater) =>
      change((old) => ({ ...old, order: resolveUpdate(updater, columnState(old, columns).columnOrder) })),
    onColumnVisibilityChange: (updater) =>
      change((old) => ({
        ...old,
        visibility: resolveUpdate(updater, columnState(old, columns).columnVisibility),
      })),
    onColumnSizingChange: (updater) =>
      change((old) => ({ ...old, widths: resolveUpdate(updater, old.widths) })),
  });

  const isVisible = (id: string) => table.getColumn(id)?.getIsVisible() ?? true;
  const shown = table
    .getVisibleLeafColumns()
    .map((one) => `${one.id}:${one.getSize()}`)
    .join('|');
  const visible = useMemo(() => readShown(shown, columns), [shown, columns]);
  const setVisible = useStableCallback((columnId: string, next: boolean) =>
    table.getColumn(columnId)?.toggleVisibility(next),
  );
  const move = useStableCallback((columnId: string, by: -1 | 1) =>
    table.setColumnOrder((old) => moveAmongVisible(old, columnId, by, isVisible)),
  );
  const setWidth = useStableCallback((columnId: string, width: number) =>
    table.setColumnSizing((old) => ({
      ...old,
      [columnId]: Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width))),
    })),
  );
  const reset = useStableCallback(() => change(() => EMPTY_LAYOUT));
  const all = useMemo(() => allColumns(state, columns), [state, columns]);
  // The same object until the layout changes: the head of the table with all its menus is drawn from it.
  return useMemo(
    () => ({ visible, all, setVisible, move, setWidth, reset }),
    [visible, all, setVisible, move, setWidth, reset],
  );
}

function columnState<Row>(layout: TableLayout, columns: readonly DataColumn<Row>[]) {
  const hidden = columns.filter((column) => column.hiddenByDefault);
  return {
    columnOrder: completeOrder(layout.order, columns),
    columnVisibility: {
      ...Object.fromEntries<boolean>(hidden.map((column) => [column.id, false])),
      ...layout.visibility,
    },
    columnSizing: layout.widths,
  };
}

function allColumns<Row>(
  { columnOrder, columnVisibility }: ReturnType<typeof columnState>,
  columns: readonly DataColumn<Row>[],
): ColumnLayout<Row>['all'] {
  return columnOrder.flatMap((id) => {
    const column = columns.find((one) => one.id === id);
    return column ? { column, visible: columnVisibility[id] ?? true } : [];
  });
}

function toDefinition<Row>(column: DataColumn<Row>) {
  return {
    id: column.id,
    header: column.header,
    size: column.width ?? DEFAULT_WIDTH,
    minSize: column.minWidth ?? MIN_WIDTH,
    maxSize: MAX_WIDTH,
  };
}

/** The table's columns are compared by what they say, because the objects differ on every draw. */
function readShown<Row>(shown: string, columns: readonly DataColumn<Row>[]): readonly LaidColumn<Row>[] {
  return shown.split('|').flatMap((part) => {
    const end = part.lastIndexOf(':');
    const column = columns.find((one) => one.id === part.slice(0, end));
    return column ? { column, width: Number(part.slice(end + 1)) } : [];
  });
}
