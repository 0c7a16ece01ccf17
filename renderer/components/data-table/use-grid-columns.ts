import { useMemo } from 'react';

import type { DataTableProps } from './data-table.tsx';
import { gridColumns } from './grid-column.ts';
import type { GridColumn } from './grid-column.ts';
import { useColumnLayout } from './use-column-layout.ts';
import type { ColumnLayout } from './use-column-layout.ts';

type Props<Row> = Pick<DataTableProps<Row>, 'tableId' | 'columns' | 'onSelectionChange' | 'showSync'>;

/** The columns of the grid as laid out by the person; the same array until the layout changes. */
export function useGridColumns<Row>(props: Props<Row>): {
  readonly columns: readonly GridColumn<Row>[];
  readonly layout: ColumnLayout<Row>;
} {
  const layout = useColumnLayout(props.tableId, props.columns);
  const selectable = props.onSelectionChange !== undefined;
  const showSync = props.showSync ?? true;
  const { visible } = layout;
  const columns = useMemo(
    () => gridColumns(visible, { selectable, showSync }),
    [visible, selectable, showSync],
  );
  return { columns, layout };
}
