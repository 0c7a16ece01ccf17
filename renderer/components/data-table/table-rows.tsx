import { cn } from '../../lib/class-names.ts';
import type { DataTableProps } from './data-table.tsx';
import { LoadingRows } from './loading-rows.tsx';
import { isSelected } from './selection.ts';
import { TableRow } from './table-row.tsx';
import type { DataTableModel } from './use-data-table.ts';

type TableRowsProps<Row> = {
  readonly table: DataTableModel<Row>;
  readonly props: Pick<DataTableProps<Row>, 'source' | 'peekKey' | 'rowLabel'>;
  readonly rowHeight: number;
};

/** The rows in the document: the visible ones and the cursor's. */
export function TableRows<Row>({ table, props, rowHeight }: TableRowsProps<Row>) {
  const { source, peekKey, rowLabel } = props;
  const { columns, cursor, editing, select } = table;
  if (source.status === 'loading') {
    return (
      <div role="rowgroup">
        <LoadingRows columns={columns} rowHeight={rowHeight} />
      </div>
    );
  }
  return (
    <div
      role="rowgroup"
      className={cn('relative transition-opacity', source.isRefreshing && 'opacity-60 delay-150')}
      style={{ height: source.total * rowHeight }}
    >
      {table.rowIndexes.map((index) => {
        const row = source.rowAt(index);
        return (
          <TableRow
            key={index}
            index={index}
            row={row}
            columns={columns}
            height={rowHeight}
            selected={row !== undefined && isSelected(select.selection, row.key)}
            peeked={row !== undefined && row.key === peekKey}
            cursorColumn={cursor.row === index ? cursor.column : null}
            editingColumn={editing?.row === index ? editing.column : null}
            rowLabel={rowLabel}
            onEditEnd={table.endEdit}
          />
        );
      })}
    </div>
  );
}
