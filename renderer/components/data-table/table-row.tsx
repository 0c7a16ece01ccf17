import { memo } from 'react';

import { cn } from '../../lib/class-names.ts';
import type { TypedRow } from '../../lib/typed-row.ts';
import { SyncBadge } from '../sync-badge.tsx';
import { CellEditorView } from './cell-editor.tsx';
import type { EditEnd } from './cell-editor.tsx';
import type { GridColumn } from './grid-column.ts';
import { stickyLeft } from './grid-column.ts';
import { RowCheckbox } from './row-checkbox.tsx';

type TableRowProps<Row> = {
  readonly index: number;
  readonly row: TypedRow<Row> | undefined;
  readonly columns: readonly GridColumn<Row>[];
  readonly height: number;
  readonly selected: boolean;
  readonly peeked: boolean;
  /** Column of the cursor when it is on this row. */
  readonly cursorColumn: number | null;
  readonly editingColumn: number | null;
  readonly rowLabel: (row: Row) => string;
  readonly onEditEnd: (end: EditEnd) => void;
};

function TableRowView<Row>(props: TableRowProps<Row>) {
  const { index, row, columns, height, selected, peeked, cursorColumn, editingColumn } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-index={index}
      data-selected={selected || peeked || undefined}
      data-cursor={cursorColumn !== null || undefined}
      className={cn(
        'group/row absolute left-0 grid w-full items-stretch border-b border-border/60 bg-surface hover:bg-raised data-cursor:bg-raised data-selected:bg-selected',
        editingColumn !== null && 'z-20',
      )}
      style={{
        height,
        top: index * height,
        gridTemplateColumns: 'var(--table-columns)',
      }}
    >
      {columns.map((column, columnIndex) => {
        const left = stickyLeft(columns, columnIndex);
        return (
          <div
            key={column.id}
            role="gridcell"
            aria-colindex={columnIndex + 1}
            data-column={columnIndex}
            tabIndex={cursorColumn === columnIndex ? 0 : -1}
            style={left === null ? undefined : { left }}
            className={cn(
              'focus-inset flex min-w-0 items-center text-sm leading-4.5',
              column.kind === 'data' ? 'px-2' : 'justify-center',
              column.kind === 'data' && column.column.align === 'end' && 'justify-end text-right',
              left !== null && 'bg-inherit group-data-sideways/grid:sticky group-data-sideways/grid:z-1',
              columnIndex === 0 && 'group-data-selected/row:shadow-[inset_3px_0_0_var(--accent)]',
            )}
          >
            {row && column.kind === 'data' && editingColumn === columnIndex && column.column.editor ? (
              <CellEditorView
                editor={column.column.editor}
                row={row}
                label={column.column.header}
                onEnd={props.onEditEnd}
              />
            ) : (
              <CellContent column={column} row={row} selected={selected} rowLabel={props.rowLabel} />
            )}
          </div>
        );
      })}
    </div>
  );
}

/** Draws again only when its own data, place or state changes; scrolling draws new rows alone. */
export const TableRow = memo(TableRowView) as typeof TableRowView;

type CellContentProps<Row> = Pick<TableRowProps<Row>, 'row' | 'selected' | 'rowLabel'> & {
  readonly column: GridColumn<Row>;
};

function CellContent<Row>({ column, row, selected, rowLabel }: CellContentProps<Row>) {
  if (!row) return column.kind === 'data' ? <PendingCell /> : null;
  if (column.kind === 'select') {
    return (
      <RowCheckbox
        state={selected ? 'all' : 'none'}
        label={`Select ${rowLabel(row.row)}`}
        className="opacity-0 group-hover/row:opacity-100 group-data-cursor/row:opacity-100 group-data-selected/row:opacity-100"
      />
    );
  }
  if (column.kind === 'sync') {
    return row.sync === 'synced' ? (
      <span className="sr-only">Synced</span>
    ) : (
      <SyncBadge state={row.sync} variant="icon" />
    );
  }
  return <div className="min-w-0 truncate">{column.column.cell(row.row)}</div>;
}

/** A row that is on its way: a plain bar, because hundreds of animated ones would cost the frame while scrolling. */
function PendingCell() {
  return <span data-pending className="h-2.5 w-2/3 rounded-[4px] bg-raised" />;
}
